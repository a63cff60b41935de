public import FoundationEssentials

extension Date: PostgresEncodable, PostgresDecodable {
    public static var postgresType: PostgresType { .timestamptz }
    public static var postgresArrayType: PostgresType { .timestamptzArray }

    /// PostgreSQL counts from 2000, Foundation from 2001.
    private static var microsecondsBetweenEpochs: Int64 { 31_622_400_000_000 }

    /// Rounded to microseconds, the resolution of timestamptz.
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        let microseconds = (timeIntervalSinceReferenceDate * 1_000_000).rounded()
        guard abs(microseconds) < 9e18 else {
            throw PostgresError(.encoding, "date out of the range of timestamptz")
        }
        try (Int64(microseconds) + Self.microsecondsBetweenEpochs).encode(into: &bytes)
    }

    /// `infinity` and `-infinity` are `decoding` errors.
    public init(decoding cell: PostgresCell) throws(PostgresError) {
        guard cell.type == .timestamptz else { throw cell.mismatch(Self.self) }
        let microseconds = try cell.integer(Int64.self)
        guard microseconds != .max, microseconds != .min else {
            throw PostgresError(.decoding, "infinite timestamptz")
        }
        let (shifted, overflow) = microseconds.subtractingReportingOverflow(Self.microsecondsBetweenEpochs)
        guard !overflow else { throw PostgresError(.decoding, "timestamptz out of range") }
        self.init(timeIntervalSinceReferenceDate: Double(shifted) / 1_000_000)
    }
}
