/// A value preceded by its length, -1 for NULL: elements of arrays and fields of a binary COPY.
@usableFromInline
enum LengthPrefix {
    @inlinable
    static func append(_ value: some PostgresEncodable, to bytes: inout [UInt8]) throws(PostgresError) {
        guard !value.isNull else { return try Int32(-1).encode(into: &bytes) }
        let start = bytes.count
        try Int32(0).encode(into: &bytes)
        try value.encode(into: &bytes)
        let length = Int32(bytes.count - start - 4)
        bytes.withUnsafeMutableBytes { $0.storeBytes(of: length.bigEndian, toByteOffset: start, as: Int32.self) }
    }
}
