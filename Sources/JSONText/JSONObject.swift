struct JSONObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let scope: JSONScope

    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) {
        scope.next(key)
        scope.writer.write(literal: "null")
    }

    func encode(_ value: Bool, forKey key: Key) {
        scope.next(key)
        scope.writer.write(value)
    }

    func encode(_ value: String, forKey key: Key) {
        scope.next(key)
        scope.writer.write(value)
    }

    func encode(_ value: Double, forKey key: Key) throws {
        scope.next(key)
        try scope.writer.write(value)
    }

    func encode(_ value: Float, forKey key: Key) throws { try encode(Double(value), forKey: key) }
    func encode(_ value: Int, forKey key: Key) { encode(integer: value, key) }
    func encode(_ value: Int8, forKey key: Key) { encode(integer: value, key) }
    func encode(_ value: Int16, forKey key: Key) { encode(integer: value, key) }
    func encode(_ value: Int32, forKey key: Key) { encode(integer: value, key) }
    func encode(_ value: Int64, forKey key: Key) { encode(integer: value, key) }
    func encode(_ value: UInt, forKey key: Key) { encode(integer: value, key) }
    func encode(_ value: UInt8, forKey key: Key) { encode(integer: value, key) }
    func encode(_ value: UInt16, forKey key: Key) { encode(integer: value, key) }
    func encode(_ value: UInt32, forKey key: Key) { encode(integer: value, key) }
    func encode(_ value: UInt64, forKey key: Key) { encode(integer: value, key) }

    private func encode(integer value: some BinaryInteger, _ key: Key) {
        scope.next(key)
        scope.writer.write(integer: value)
    }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        scope.next(key)
        try scope.writer.write(value)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        scope.next(key)
        return scope.nested().container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        scope.next(key)
        return scope.nested().unkeyedContainer()
    }

    func superEncoder() -> any Encoder { scope }

    func superEncoder(forKey key: Key) -> any Encoder {
        scope.next(key)
        return scope.nested()
    }
}
