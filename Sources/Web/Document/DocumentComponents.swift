import JSONText

/// The components that a document defines once and refers to: schemas, parameters and refusals, in order of their
/// names.
struct DocumentComponents {
    let isStrict: Bool
    private var schemas: [String: JSONTree] = [:]
    private var parameters: [String: JSONTree] = [:]
    private var refusals: Set<Refusal> = []

    init(isStrict: Bool) {
        self.isStrict = isStrict
    }

    /// Two different components have the same name.
    struct Clash: Error, Equatable {
        let name: String
    }

    mutating func reference(_ parameter: ParameterDeclaration) throws -> JSONTree {
        var members: [(name: String, value: JSONTree)] = [
            ("name", .string(parameter.name)), ("in", .string(parameter.place.rawValue)),
        ]
        if parameter.place == .path { members.append(("required", .bool(true))) }
        if let about = parameter.about { members.append(("description", .string(about))) }
        members.append(("schema", try resolve(.schema(parameter.schema()))))
        try Self.keep(.object(members), as: parameter.component, in: &parameters)
        return .pointer("parameters", parameter.component)
    }

    mutating func reference(_ refusal: Refusal) -> JSONTree {
        refusals.insert(refusal)
        return .pointer("responses", refusal.component)
    }

    /// The tree with references in place of components, which are collected here.
    mutating func resolve(_ tree: JSONTree) throws -> JSONTree {
        switch tree {
        case .bool, .integer, .number, .string: return tree
        case .list(let elements): return .list(try elements.map { try resolve($0) })
        case .object(let members): return .object(try members.map { ($0.name, try resolve($0.value)) })
        case .schema(let schema): return try resolve(schema.tree(strict: isStrict))
        case .reference(let component):
            let schema = try resolve(.schema(component.schema()))
            try Self.keep(schema, as: component.name, in: &schemas)
            return .string("#/components/schemas/\(component.name)")
        }
    }

    private static func keep(_ tree: JSONTree, as name: String, in kept: inout [String: JSONTree]) throws {
        if let other = kept[name], JSONWriter.bytes(of: other) != JSONWriter.bytes(of: tree) {
            throw Clash(name: name)
        }
        kept[name] = tree
    }

    mutating func tree() throws -> JSONTree {
        let problem = try resolve(.schema(Problem.schema))
        let scheme: JSONTree = .object([
            ("type", .string("http")), ("scheme", .string("bearer")),
            ("description", .string("A token of a member of staff or of an integration, or a signed link.")),
        ])
        return .object([
            ("securitySchemes", .object([("bearer", scheme)])),
            (
                "responses",
                .object(
                    Refusal.allCases.filter(refusals.contains).map { ($0.component, $0.description(schema: problem)) }
                )
            ),
            ("parameters", Self.sorted(parameters)),
            ("schemas", Self.sorted(schemas)),
        ])
    }

    private static func sorted(_ trees: [String: JSONTree]) -> JSONTree {
        .object(trees.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }
}

extension JSONTree {
    fileprivate static func pointer(_ kind: String, _ name: String) -> JSONTree {
        .object([("$ref", .string("#/components/\(kind)/\(name)"))])
    }
}
