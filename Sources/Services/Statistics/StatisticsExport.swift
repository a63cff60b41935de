/// A month's report as a file.
public struct StatisticsExport: Sendable, Hashable {
    public enum Format: String, CaseIterable, Sendable {
        case csv, json, xlsx
    }

    public let bytes: [UInt8]
    /// Hexadecimal SHA-256 of the bytes.
    public let sha256: String
    public let status: MonthlyStatistics.Status
    /// Always shown with the file. For a frozen month: what has changed since. For a live month: differences between
    /// its beginning and the end of the frozen month before it (which JSON and XLSX contain too).
    public let corrections: [StatisticsCorrection]
}

/// A month that was frozen.
public struct FrozenMonth: Sendable, Hashable {
    public let report: MonthlyStatistics
    /// Hexadecimal SHA-256 of the report as JSON.
    public let sha256: String
}
