import JSONText

/// A parameter of a path, a query or a header: how it is described and how it is read, in one declaration.
struct Parameter<Value>: Sendable {
    let declaration: ParameterDeclaration
    /// Makes a value from the text; nil if the parameter is absent.
    let parse: @Sendable (String?) throws -> Value

    /// - Parameters:
    ///   - component: name in the document, because several parameters may be called `state`.
    ///   - schema: a closure, because a parameter is created each time it is read.
    init(
        _ place: ParameterDeclaration.Place,
        _ name: String,
        as component: String? = nil,
        _ about: String? = nil,
        schema: @escaping @Sendable () -> JSONSchema,
        parse: @escaping @Sendable (String?) throws -> Value
    ) {
        declaration = ParameterDeclaration(
            component: component ?? name,
            name: name,
            place: place,
            about: about,
            schema: schema
        )
        self.parse = parse
    }
}

/// The description of a parameter in the document.
struct ParameterDeclaration: Sendable {
    enum Place: String, Sendable {
        case path, query, header
    }

    let component: String
    let name: String
    let place: Place
    let about: String?
    let schema: @Sendable () -> JSONSchema
}
