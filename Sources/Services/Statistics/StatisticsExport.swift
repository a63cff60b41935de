/// A month's report as a file.
public struct StatisticsExport: Sendable, Hashable {
    public enum Format: String, CaseIterable, Sendable {
        case csv, json, xlsx
    }

    public let bytes: [UInt8]
    /// Of the bytes, hexadecimal.
    public let sha256: String
    public let status: MonthlyStatistics.Status
    /// To be told beside the file, never silently. Of a frozen month: what changed since; of a live one: where it does not
    /// begin with what the frozen month before it ended with (which the JSON and XLSX tell as well).
    public let corrections: [StatisticsCorrection]
}

/// A month that was frozen.
public struct FrozenMonth: Sendable, Hashable {
    public let report: MonthlyStatistics
    /// Of the report as JSON, hexadecimal.
    public let sha256: String
}
