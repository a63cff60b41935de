/// The contents of a town's file.
public struct TownFileSummary: Sendable, Hashable {
    public let code: String
    public let name: String
    /// Number of rows of all tables.
    public let rows: Int
    /// Hexadecimal SHA-256, which is the last line of the file.
    public let sha256: String
}
