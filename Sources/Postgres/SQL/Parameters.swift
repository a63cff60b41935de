/// The bound values of a statement in one buffer. A text value is followed by a zero byte, which libpq requires.
struct Parameters: Sendable {
    struct Entry: Sendable {
        let type: PostgresType
        let offset: Int
        /// -1 for NULL.
        let length: Int
    }

    private(set) var entries: [Entry] = []
    private var buffer: [UInt8] = []
    /// The first value that could not be encoded; reported when the statement runs.
    private(set) var failure: PostgresError?

    var count: Int { entries.count }

    mutating func append<Value: PostgresEncodable>(_ value: Value) {
        let type = Value.postgresType
        guard !value.isNull else { return appendNull(type) }
        let offset = buffer.count
        do throws(PostgresError) {
            try value.encode(into: &buffer)
            finish(type, from: offset)
        } catch {
            failure = failure ?? error
            buffer.removeSubrange(offset...)
            appendNull(type)
        }
    }

    mutating func append(_ value: PostgresValue) {
        guard let bytes = value.bytes else { return appendNull(value.type) }
        let offset = buffer.count
        buffer.append(contentsOf: bytes)
        finish(value.type, from: offset)
    }

    mutating func append(_ other: Parameters) {
        let shift = buffer.count
        buffer.append(contentsOf: other.buffer)
        for entry in other.entries {
            entries.append(Entry(type: entry.type, offset: entry.offset + shift, length: entry.length))
        }
        failure = failure ?? other.failure
    }

    private mutating func appendNull(_ type: PostgresType) {
        entries.append(Entry(type: type, offset: buffer.count, length: -1))
    }

    private mutating func finish(_ type: PostgresType, from offset: Int) {
        entries.append(Entry(type: type, offset: offset, length: buffer.count - offset))
        if type == .inferred { buffer.append(0) }
    }

    var values: [PostgresValue] {
        entries.map { entry in
            let bytes = entry.length < 0 ? nil : Array(buffer[entry.offset..<entry.offset + entry.length])
            return PostgresValue(type: entry.type, bytes: bytes)
        }
    }

    typealias Values = UnsafePointer<UnsafePointer<CChar>?>
    typealias Integers = UnsafePointer<Int32>

    /// Calls `body` with count, values, lengths and formats as libpq's sending functions take them.
    func withPointers<Result>(_ body: (Int32, Values?, Integers?, Integers?) -> Result) -> Result {
        guard !entries.isEmpty else { return body(0, nil, nil, nil) }
        let count = entries.count
        return withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * count) { integers in
                buffer.withUnsafeBytes { bytes in
                    for (index, entry) in entries.enumerated() {
                        integers[index] = Int32(truncatingIfNeeded: entry.length)
                        integers[count + index] = entry.type == .inferred ? 0 : 1
                        values[index] = entry.length < 0 ? nil : Self.pointer(bytes, entry.offset)
                    }
                    let lengths = integers.baseAddress.map { UnsafePointer($0) }
                    return body(
                        Int32(truncatingIfNeeded: count),
                        values.baseAddress.map { UnsafePointer($0) },
                        lengths,
                        lengths.map { $0 + count }
                    )
                }
            }
        }
    }

    /// An empty value must still have an address: a null pointer means NULL.
    private static let emptyValue: StaticString = ""

    private static func pointer(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UnsafePointer<CChar>? {
        guard offset < bytes.count, let base = bytes.baseAddress else {
            return UnsafeRawPointer(emptyValue.utf8Start).assumingMemoryBound(to: CChar.self)
        }
        return (base + offset).assumingMemoryBound(to: CChar.self)
    }
}
