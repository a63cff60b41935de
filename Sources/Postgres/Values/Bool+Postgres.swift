extension Bool: PostgresEncodable, PostgresDecodable {
    public static var postgresType: PostgresType { .bool }
    public static var postgresArrayType: PostgresType { .boolArray }

    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        bytes.append(self ? 1 : 0)
    }

    public init(decoding cell: PostgresCell) throws(PostgresError) {
        guard cell.type == .bool else { throw cell.mismatch(Self.self) }
        self = try cell.integer(UInt8.self) != 0
    }
}
