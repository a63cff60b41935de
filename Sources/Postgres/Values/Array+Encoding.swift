/// One-dimensional arrays; elements may be optional, `nil` being NULL.
extension Array: PostgresEncodable where Element: PostgresEncodable {
    public static var postgresType: PostgresType { Element.postgresArrayType }
    /// PostgreSQL has no type of arrays of arrays; binding one is an `encoding` error.
    public static var postgresArrayType: PostgresType { .inferred }

    @inlinable
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        guard let elementType = Self.postgresType.element else {
            throw PostgresError(.encoding, "no array type for \(Element.self)")
        }
        try Int32(isEmpty ? 0 : 1).encode(into: &bytes)  // dimensions
        try Int32(contains(where: { $0.isNull }) ? 1 : 0).encode(into: &bytes)
        try Int32(bitPattern: elementType.rawValue).encode(into: &bytes)
        guard !isEmpty else { return }
        try Int32(count).encode(into: &bytes)
        try Int32(1).encode(into: &bytes)  // lower bound
        for element in self {
            try LengthPrefix.append(element, to: &bytes)
        }
    }
}
