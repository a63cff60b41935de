struct JSONValue: SingleValueEncodingContainer {
    let scope: JSONScope

    var codingPath: [any CodingKey] { [] }

    func encodeNil() { scope.writer.write(literal: "null") }
    func encode(_ value: Bool) { scope.writer.write(value) }
    func encode(_ value: String) { scope.writer.write(value) }
    func encode(_ value: Double) throws { try scope.writer.write(value) }
    func encode(_ value: Float) throws { try scope.writer.write(Double(value)) }
    func encode(_ value: Int) { scope.writer.write(integer: value) }
    func encode(_ value: Int8) { scope.writer.write(integer: value) }
    func encode(_ value: Int16) { scope.writer.write(integer: value) }
    func encode(_ value: Int32) { scope.writer.write(integer: value) }
    func encode(_ value: Int64) { scope.writer.write(integer: value) }
    func encode(_ value: UInt) { scope.writer.write(integer: value) }
    func encode(_ value: UInt8) { scope.writer.write(integer: value) }
    func encode(_ value: UInt16) { scope.writer.write(integer: value) }
    func encode(_ value: UInt32) { scope.writer.write(integer: value) }
    func encode(_ value: UInt64) { scope.writer.write(integer: value) }
    func encode(_ value: some Encodable) throws { try scope.writer.write(value) }
}
