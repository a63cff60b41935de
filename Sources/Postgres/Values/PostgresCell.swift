/// One value of a result, in binary format, backed by the result's own memory.
public struct PostgresCell: @unchecked Sendable {
    /// Keeps the memory of `bytes` alive.
    private let owner: ResultHandle
    public let type: PostgresType
    private let bytes: UnsafeRawBufferPointer?

    init(owner: ResultHandle, type: PostgresType, bytes: UnsafeRawBufferPointer?) {
        self.owner = owner
        self.type = type
        self.bytes = bytes
    }

    public var isNull: Bool { bytes == nil }

    public func decode<Value: PostgresDecodable>(_ type: Value.Type = Value.self) throws(PostgresError) -> Value {
        try Value(decoding: self)
    }

    /// Lends the bytes to `body`, which must not keep them. NULL is a `decoding` error.
    public func withBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws(PostgresError) -> Result
    ) throws(PostgresError) -> Result {
        guard let bytes else { throw PostgresError(.decoding, "unexpected NULL") }
        return try withExtendedLifetime(owner) { () throws(PostgresError) in try body(bytes) }
    }

    /// A value inside this one, e.g. an element of an array.
    func part(_ type: PostgresType, _ bytes: UnsafeRawBufferPointer?) -> PostgresCell {
        PostgresCell(owner: owner, type: type, bytes: bytes)
    }

    /// A big-endian integer that fills the value exactly.
    func integer<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) throws(PostgresError) -> Value {
        try withBytes { bytes throws(PostgresError) in
            guard bytes.count == MemoryLayout<Value>.size else {
                throw PostgresError(.decoding, "expected \(MemoryLayout<Value>.size) bytes, found \(bytes.count)")
            }
            return Value(bigEndian: bytes.loadUnaligned(as: Value.self))
        }
    }

    func mismatch(_ wanted: Any.Type) -> PostgresError {
        PostgresError(.decoding, "cannot read type \(type.rawValue) as \(wanted)")
    }
}
