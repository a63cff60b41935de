/// A calendar day, as PostgreSQL's date counts it.
public struct PostgresDay: Hashable, Comparable, Sendable {
    public var daysSince2000: Int32

    public init(daysSince2000: Int32) {
        self.daysSince2000 = daysSince2000
    }

    public static func < (left: PostgresDay, right: PostgresDay) -> Bool {
        left.daysSince2000 < right.daysSince2000
    }
}

extension PostgresDay: PostgresEncodable, PostgresDecodable {
    public static var postgresType: PostgresType { .date }
    public static var postgresArrayType: PostgresType { .dateArray }

    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        try daysSince2000.encode(into: &bytes)
    }

    /// `infinity` and `-infinity` are `decoding` errors.
    public init(decoding cell: PostgresCell) throws(PostgresError) {
        guard cell.type == .date else { throw cell.mismatch(Self.self) }
        daysSince2000 = try cell.integer()
        guard daysSince2000 != .max, daysSince2000 != .min else {
            throw PostgresError(.decoding, "infinite date")
        }
    }
}
