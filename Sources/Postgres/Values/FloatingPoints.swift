extension Double: PostgresEncodable, PostgresDecodable {
    public static var postgresType: PostgresType { .float8 }
    public static var postgresArrayType: PostgresType { .float8Array }

    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        try Int64(bitPattern: bitPattern).encode(into: &bytes)
    }

    /// Reads float8 and float4.
    public init(decoding cell: PostgresCell) throws(PostgresError) {
        switch cell.type {
        case .float8: self.init(bitPattern: try cell.integer())
        case .float4: self.init(Float(bitPattern: try cell.integer()))
        default: throw cell.mismatch(Self.self)
        }
    }
}

extension Float: PostgresEncodable, PostgresDecodable {
    public static var postgresType: PostgresType { .float4 }
    public static var postgresArrayType: PostgresType { .float4Array }

    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        try Int32(bitPattern: bitPattern).encode(into: &bytes)
    }

    public init(decoding cell: PostgresCell) throws(PostgresError) {
        guard cell.type == .float4 else { throw cell.mismatch(Self.self) }
        self.init(bitPattern: try cell.integer())
    }
}
