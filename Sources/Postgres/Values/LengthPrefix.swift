/// A value preceded by its length, -1 for NULL: elements of arrays and fields of a binary COPY.
enum LengthPrefix {
    static func append(_ value: some PostgresEncodable, to bytes: inout [UInt8]) throws(PostgresError) {
        guard !value.isNull else { return try Int32(-1).encode(into: &bytes) }
        let start = bytes.count
        try Int32(0).encode(into: &bytes)
        try value.encode(into: &bytes)
        let length = Int32(bytes.count - start - 4)
        withUnsafeBytes(of: length.bigEndian) { bytes.replaceSubrange(start..<start + 4, with: $0) }
    }
}
