/// A document that is assembled before it is written: JSON with ordered members that may contain schemas.
public indirect enum JSONTree: Sendable {
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case list([JSONTree])
    case object([(name: String, value: JSONTree)])
    case schema(JSONSchema)
    /// A component that is defined elsewhere in the document.
    case reference(JSONComponent)
}

extension JSONTree: JSONWritable {
    /// Schemas are written in open form, references by the names of their components.
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
