/// The framing of the binary COPY format.
enum BinaryCopy {
    static func appendHeader(to bytes: inout [UInt8]) {
        bytes += Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]
        bytes += [0, 0, 0, 0, 0, 0, 0, 0]  // flags, length of the extension
    }

    /// The number of fields, then each field preceded by its length.
    static func appendRow(_ values: [PostgresValue], to bytes: inout [UInt8]) throws(PostgresError) {
        guard let count = Int16(exactly: values.count) else { throw PostgresError(.encoding, "too many columns") }
        try count.encode(into: &bytes)
        for value in values {
            try Int32(value.bytes?.count ?? -1).encode(into: &bytes)
            if let field = value.bytes { bytes.append(contentsOf: field) }
        }
    }

    static func appendTrailer(to bytes: inout [UInt8]) {
        bytes += [0xFF, 0xFF]
    }
}
