extension Array: PostgresDecodable where Element: PostgresDecodable {
    /// Reads any one-dimensional array whose elements `Element` can read.
    public init(decoding cell: PostgresCell) throws(PostgresError) {
        self = try cell.withBytes { bytes throws(PostgresError) in
            var reader = ArrayReader(bytes)
            let dimensions = try reader.readInteger()
            _ = try reader.readInteger()  // whether there are NULLs
            let type = PostgresType(rawValue: UInt32(bitPattern: try reader.readInteger()))
            guard dimensions > 0 else { return [] }
            guard dimensions == 1 else {
                throw PostgresError(.decoding, "array of \(dimensions) dimensions")
            }
            let count = Int(try reader.readInteger())
            _ = try reader.readInteger()  // lower bound
            guard count >= 0 else { throw PostgresError(.decoding, "value is not an array") }
            var elements: [Element] = []
            elements.reserveCapacity(Swift.min(count, bytes.count / 4))
            for _ in 0..<count {
                elements.append(try Element(decoding: cell.part(type, try reader.readElement())))
            }
            return elements
        }
    }
}
