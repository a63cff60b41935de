/// A document that is put together before it is written: JSON, with members in order and with schemas in their places.
public indirect enum JSONTree: Sendable {
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case list([JSONTree])
    case object([(name: String, value: JSONTree)])
    case schema(JSONSchema)
    /// A component that the document names elsewhere.
    case reference(JSONComponent)
}

extension JSONTree: JSONWritable {
    /// Schemas are written open; references by their components' names.
    public func write(to writer: inout JSONWriter) {
        switch self {
        case .bool(let value): value.write(to: &writer)
        case .integer(let value): value.write(to: &writer)
        case .number(let value): value.write(to: &writer)
        case .string(let text): text.write(to: &writer)
        case .list(let elements): elements.write(to: &writer)
        case .object(let members):
            writer.object { writer in
                for member in members { writer.member(JSONKey(member.name), member.value) }
            }
        case .schema(let schema): schema.tree(strict: false).write(to: &writer)
        case .reference(let component): component.name.write(to: &writer)
        }
    }
}
