import JSONText
import Yams

extension APIDocument {
    public func yaml() throws -> String {
        try Yams.serialize(node: tree.node, indent: 2, width: -1, allowUnicode: true)
    }
}

extension JSONTree {
    fileprivate var node: Node {
        get throws {
            switch self {
            case .bool(let value): try Node(value)
            case .integer(let value): try Node(value)
            case .number(let value): try Node(value)
            case .string(let text): .scalar(text.represented())
            case .list(let elements): Node(try elements.map { try $0.node })
            case .object(let members): Node(try members.map { (Node.scalar($0.name.represented()), try $0.value.node) })
            case .schema(let schema): try schema.tree(strict: false).node
            case .reference(let component): .scalar(component.name.represented())
            }
        }
    }
}
