/// A value that can be bound to a parameter of a statement.
public protocol PostgresEncodable {
    static var postgresType: PostgresType { get }
    /// The type of an array of such values.
    static var postgresArrayType: PostgresType { get }
    var isNull: Bool { get }
    /// Appends the value in the binary format of `postgresType`; UTF-8 text when that is `.inferred`.
    /// Not called when `isNull`.
    func encode(into bytes: inout [UInt8]) throws(PostgresError)
}

extension PostgresEncodable {
    @inlinable public var isNull: Bool { false }
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    @inlinable public static var postgresType: PostgresType { RawValue.postgresType }
    @inlinable public static var postgresArrayType: PostgresType { RawValue.postgresArrayType }

    @inlinable
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        try rawValue.encode(into: &bytes)
    }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    @inlinable public static var postgresType: PostgresType { Wrapped.postgresType }
    @inlinable public static var postgresArrayType: PostgresType { Wrapped.postgresArrayType }

    @inlinable public var isNull: Bool { self?.isNull ?? true }

    @inlinable
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        try self?.encode(into: &bytes)
    }
}
