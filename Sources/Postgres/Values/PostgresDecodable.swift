/// A value that can be read from a column.
public protocol PostgresDecodable {
    /// Throws a `decoding` error for NULL, another type, or a value that does not fit.
    init(decoding cell: PostgresCell) throws(PostgresError)
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    @inlinable
    public init(decoding cell: PostgresCell) throws(PostgresError) {
        let raw = try RawValue(decoding: cell)
        guard let value = Self(rawValue: raw) else {
            throw PostgresError(.decoding, "no \(Self.self) has the value found")
        }
        self = value
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    @inlinable
    public init(decoding cell: PostgresCell) throws(PostgresError) {
        self = cell.isNull ? nil : try Wrapped(decoding: cell)
    }
}
