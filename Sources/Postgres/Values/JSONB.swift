/// JSON text for a jsonb column.
public struct JSONB: Hashable, Sendable {
    public var text: String

    public init(_ text: String) {
        self.text = text
    }

    public init(utf8 bytes: some Collection<UInt8>) {
        text = String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONB: PostgresEncodable, PostgresDecodable {
    public static var postgresType: PostgresType { .jsonb }
    public static var postgresArrayType: PostgresType { .jsonbArray }

    /// The only version of the binary format.
    private static var version: UInt8 { 1 }

    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        bytes.append(Self.version)
        try text.encode(into: &bytes)
    }

    /// Reads jsonb and json.
    public init(decoding cell: PostgresCell) throws(PostgresError) {
        switch cell.type {
        case .jsonb:
            text = try cell.withBytes { bytes throws(PostgresError) in
                guard bytes.first == Self.version else {
                    throw PostgresError(.decoding, "unknown version of jsonb")
                }
                return String(decoding: bytes.dropFirst(), as: UTF8.self)
            }
        case .json:
            text = try cell.withBytes { String(decoding: $0, as: UTF8.self) }
        default:
            throw cell.mismatch(Self.self)
        }
    }
}
