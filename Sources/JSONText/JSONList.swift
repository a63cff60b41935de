struct JSONList: UnkeyedEncodingContainer {
    let scope: JSONScope
    private(set) var count = 0

    init(scope: JSONScope) {
        self.scope = scope
    }

    var codingPath: [any CodingKey] { [] }

    private mutating func next() {
        count += 1
        scope.next()
    }

    mutating func encodeNil() {
        next()
        scope.writer.write(literal: "null")
    }

    mutating func encode(_ value: some Encodable) throws {
        next()
        try scope.writer.write(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        next()
        return scope.nested().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        next()
        return scope.nested().unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        next()
        return scope.nested()
    }
}
