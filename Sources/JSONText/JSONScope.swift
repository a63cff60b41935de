/// One value while it is being written: an object, a list, or a value by itself.
final class JSONScope: Encoder {
    private enum Kind {
        case nothing, object, list, value
    }

    let writer: JSONWriter
    private var kind = Kind.nothing
    private var isEmpty = true
    /// A container inside that was asked for by itself; it is closed when the next thing is written.
    private var inner: JSONScope?

    init(_ writer: JSONWriter) {
        self.writer = writer
    }

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        open(.object, UInt8(ascii: "{"))
        return KeyedEncodingContainer(JSONObject<Key>(scope: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        open(.list, UInt8(ascii: "["))
        return JSONList(scope: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        kind = .value
        return JSONValue(scope: self)
    }

    func write(_ record: some JSONRecord) {
        kind = .value
        writer.write(record)
    }

    private func open(_ kind: Kind, _ bracket: UInt8) {
        guard self.kind == .nothing else { return }
        self.kind = kind
        writer.write(bracket)
    }

    /// Comes before each member or element.
    func next() {
        inner?.close()
        inner = nil
        if !isEmpty { writer.write(UInt8(ascii: ",")) }
        isEmpty = false
    }

    func next(_ key: some CodingKey) {
        inner?.close()
        inner = nil
        writer.write(key: key, isFirst: isEmpty)
        isEmpty = false
    }

    /// A container inside this one.
    func nested() -> JSONScope {
        let scope = JSONScope(writer)
        inner = scope
        return scope
    }

    /// Comes after everything; a value that encoded nothing is an empty object, as it is everywhere.
    func close() {
        inner?.close()
        inner = nil
        switch kind {
        case .nothing: writer.write(literal: "{}")
        case .object: writer.write(UInt8(ascii: "}"))
        case .list: writer.write(UInt8(ascii: "]"))
        case .value: break
        }
    }
}
