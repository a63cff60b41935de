public import FoundationEssentials

extension UUID: PostgresEncodable, PostgresDecodable {
    public static var postgresType: PostgresType { .uuid }
    public static var postgresArrayType: PostgresType { .uuidArray }

    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        withUnsafeBytes(of: uuid) { bytes.append(contentsOf: $0) }
    }

    public init(decoding cell: PostgresCell) throws(PostgresError) {
        guard cell.type == .uuid else { throw cell.mismatch(Self.self) }
        let value = try cell.withBytes { bytes throws(PostgresError) in
            guard bytes.count == 16 else { throw PostgresError(.decoding, "a uuid has 16 bytes") }
            return bytes.loadUnaligned(as: uuid_t.self)
        }
        self.init(uuid: value)
    }
}
