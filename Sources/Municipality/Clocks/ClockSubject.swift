/// What a clock runs for. Open: each new thing with deadlines adds its own name, and the table of clocks does not
/// change.
public struct ClockSubject: RawRepresentable, Hashable, Sendable, Codable {
    /// A lower-case Latin word, with digits and `_` after its first letter.
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let appeal = ClockSubject(rawValue: "appeal")
    public static let ticket = ClockSubject(rawValue: "ticket")
}
