public import Municipality

/// The point of an appeal.
public struct AppealLocation: Sendable {
    public let coordinates: Coordinates
    /// In metres; nil when not told.
    public let accuracy: Double?

    init?(_ coordinates: Coordinates?, accuracy: Double?) {
        guard let coordinates else { return nil }
        self.coordinates = coordinates
        self.accuracy = accuracy
    }
}
