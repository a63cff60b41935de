/// Walks the binary format of an array, checking bounds.
struct ArrayReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    mutating func readInteger() throws(PostgresError) -> Int32 {
        guard position + 4 <= bytes.count else { throw Self.malformed }
        defer { position += 4 }
        return Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: Int32.self))
    }

    /// The bytes of the next element, `nil` for NULL.
    mutating func readElement() throws(PostgresError) -> UnsafeRawBufferPointer? {
        let length = Int(try readInteger())
        guard length >= 0 else { return nil }
        guard position + length <= bytes.count else { throw Self.malformed }
        defer { position += length }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position + length])
    }

    private static var malformed: PostgresError { PostgresError(.decoding, "value is not an array") }
}
