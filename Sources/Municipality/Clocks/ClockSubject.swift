/// What a clock runs for. Open: whatever has deadlines adds its own name, and the table of clocks stays as it is.
public struct ClockSubject: RawRepresentable, Hashable, Sendable, Codable {
    /// A lower-case Latin word, with digits and `_` after its first letter.
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let appeal = ClockSubject(rawValue: "appeal")
    public static let ticket = ClockSubject(rawValue: "ticket")
}
