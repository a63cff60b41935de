/// What a town's file holds.
public struct TownFileSummary: Sendable, Hashable {
    public let code: String
    public let name: String
    /// Of all tables.
    public let rows: Int
    /// Hexadecimal SHA-256, which is the last line of the file.
    public let sha256: String
}
