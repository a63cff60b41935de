extension PostgresEncodable where Self: FixedWidthInteger {
    /// Big-endian, as PostgreSQL sends integers.
    @inlinable
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        withUnsafeBytes(of: bigEndian) { bytes.append(contentsOf: $0) }
    }
}

extension PostgresDecodable where Self: FixedWidthInteger {
    /// Reads int2, int4 and int8; a value out of range is a `decoding` error.
    public init(decoding cell: PostgresCell) throws(PostgresError) {
        let value: Int64 =
            switch cell.type {
            case .int8: try cell.integer(Int64.self)
            case .int4: Int64(try cell.integer(Int32.self))
            case .int2: Int64(try cell.integer(Int16.self))
            default: throw cell.mismatch(Self.self)
            }
        guard let fitting = Self(exactly: value) else {
            throw PostgresError(.decoding, "integer out of the range of \(Self.self)")
        }
        self = fitting
    }
}

extension Int16: PostgresEncodable, PostgresDecodable {
    public static var postgresType: PostgresType { .int2 }
    public static var postgresArrayType: PostgresType { .int2Array }
}

extension Int32: PostgresEncodable, PostgresDecodable {
    public static var postgresType: PostgresType { .int4 }
    public static var postgresArrayType: PostgresType { .int4Array }
}

extension Int64: PostgresEncodable, PostgresDecodable {
    public static var postgresType: PostgresType { .int8 }
    public static var postgresArrayType: PostgresType { .int8Array }
}

extension Int: PostgresEncodable, PostgresDecodable {
    public static var postgresType: PostgresType { .int8 }
    public static var postgresArrayType: PostgresType { .int8Array }
}
