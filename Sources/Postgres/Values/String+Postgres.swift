import Glibc

extension String: PostgresEncodable, PostgresDecodable {
    /// Inferred, so that a string can be bound to text, varchar, enum and any other column.
    public static var postgresType: PostgresType { .inferred }
    public static var postgresArrayType: PostgresType { .textArray }

    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        let start = bytes.count
        bytes.append(contentsOf: utf8)
        let hasZero = bytes.withUnsafeBytes { bytes in
            bytes.baseAddress.map { memchr($0 + start, 0, bytes.count - start) != nil } ?? false
        }
        guard !hasZero else { throw PostgresError(.encoding, "text cannot hold a zero character") }
    }

    /// Reads text, varchar, char(n), name, json, jsonb, xml and every user-defined type (enums).
    public init(decoding cell: PostgresCell) throws(PostgresError) {
        switch cell.type {
        case .text, .varchar, .bpchar, .name, .json, .xml, .unknown:
            self = try cell.withBytes { String(decoding: $0, as: UTF8.self) }
        case .jsonb:
            self = try JSONB(decoding: cell).text
        case let type where type.isUserDefined:
            self = try cell.withBytes { String(decoding: $0, as: UTF8.self) }
        default:
            throw cell.mismatch(Self.self)
        }
    }
}
