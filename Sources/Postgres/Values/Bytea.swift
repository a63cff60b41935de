/// Bytes for a bytea column. (`[UInt8]` itself would clash with the arrays.)
public struct Bytea: Hashable, Sendable {
    public var bytes: [UInt8]

    public init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }
}

extension Bytea: PostgresEncodable, PostgresDecodable {
    public static var postgresType: PostgresType { .bytea }
    public static var postgresArrayType: PostgresType { .byteaArray }

    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        bytes.append(contentsOf: self.bytes)
    }

    public init(decoding cell: PostgresCell) throws(PostgresError) {
        guard cell.type == .bytea else { throw cell.mismatch(Self.self) }
        bytes = try cell.withBytes { Array($0) }
    }
}
