/// The schema of a JSON value, in the vocabulary of OpenAPI 3.0.
public struct JSONSchema: Sendable {
    /// In the order in which they are written.
    let keywords: [Keyword]

    public init(_ keywords: Keyword...) {
        self.keywords = keywords
    }

    private init(all keywords: [Keyword]) {
        self.keywords = keywords
    }

    public static var string: JSONSchema { JSONSchema(.type("string")) }
    public static var instant: JSONSchema { JSONSchema(.type("string"), .format("date-time")) }
    public static var date: JSONSchema { JSONSchema(.type("string"), .format("date")) }

    public static func oneOf(_ words: [String]) -> JSONSchema {
        JSONSchema(.type("string"), .oneOf(words))
    }

    /// A value that fits any of the schemas.
    public static func any(of schemas: JSONSchema...) -> JSONSchema {
        JSONSchema(Keyword("anyOf", .list(schemas.map(JSONTree.schema))))
    }

    public static func reference(_ component: JSONComponent) -> JSONSchema {
        JSONSchema(Keyword("$ref", .reference(component)))
    }

    /// - Parameter isClosedWhenStrict: whether a strict document forbids other members.
    public static func object(
        about: String? = nil,
        _ members: [(name: String, schema: JSONSchema, isRequired: Bool)],
        isClosedWhenStrict: Bool
    ) -> JSONSchema {
        var keywords: [Keyword] = [.type("object")]
        if let about { keywords.append(.description(about)) }
        let required = members.filter(\.isRequired).map { JSONTree.string($0.name) }
        if !required.isEmpty { keywords.append(Keyword("required", .list(required))) }
        keywords.append(Keyword("properties", .object(members.map { ($0.name, .schema($0.schema)) })))
        if isClosedWhenStrict { keywords.append(.closed) }
        return JSONSchema(all: keywords)
    }

    /// The same schema with more keywords; later ones win. OpenAPI 3.0 ignores keywords beside a reference, so a
    /// reference is wrapped.
    public func with(_ more: [Keyword]) -> JSONSchema {
        guard !more.isEmpty else { return self }
        if keywords.first?.name == "$ref" {
            return JSONSchema(all: [Keyword("allOf", .list([.schema(self)]))] + more)
        }
        let names = Set(more.map(\.name))
        return JSONSchema(all: keywords.filter { !names.contains($0.name) } + more)
    }

    public func with(_ more: Keyword...) -> JSONSchema { with(more) }

    /// The keywords as a tree. References to components are not resolved yet.
    public func tree(strict: Bool) -> JSONTree {
        .object(keywords.filter { strict || !$0.isStrict }.map { ($0.name, $0.value) })
    }
}

/// A schema that a document names once and refers to from everywhere.
public struct JSONComponent: Sendable {
    public let name: String
    public let schema: @Sendable () -> JSONSchema

    public init(_ name: String, _ schema: @escaping @Sendable () -> JSONSchema) {
        self.name = name
        self.schema = schema
    }
}
