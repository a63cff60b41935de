import JSONText

/// The body of a route: how it is described and how it is read, in one list of fields.
package struct Body<Value: Sendable>: Sendable {
    let component: String
    let about: String?
    private(set) var fields: [BodyField<Value>]
    /// A value to fill in; every required field will be set.
    let blank: @Sendable () -> Value
    /// The follow-up code that identifies an author, if the body contains it.
    let code: (@Sendable (Value) -> String?)?
    /// Reads plain bodies faster than the decoder; nil for anything unusual.
    package let readPlain: (@Sendable (UnsafeRawBufferPointer) -> Value?)?
    /// Whether only authors send a body, and staff none.
    private(set) var isFromAuthors = false

    init(
        _ component: String,
        _ about: String? = nil,
        blank: @autoclosure @escaping @Sendable () -> Value,
        code: (@Sendable (Value) -> String?)? = nil,
        readPlain: (@Sendable (UnsafeRawBufferPointer) -> Value?)? = nil,
        @BodyBuilder<Value> _ fields: () -> [BodyField<Value>]
    ) {
        self.component = component
        self.about = about
        self.blank = blank
        self.code = code
        self.readPlain = readPlain
        self.fields = fields()
    }

    /// The same body, sent by authors only.
    var fromAuthors: Body {
        var body = self
        body.isFromAuthors = true
        return body
    }

    /// The same body with fields that the document marks as required. The decoder accepts a body without them; the
    /// service reports what is missing.
    func requiring(_ names: String...) -> Body {
        changing { field in if names.contains(field.name) { field.isRequired = true } }
    }

    /// The same body with fields that are read but not described.
    func hiding(_ names: String...) -> Body {
        changing { field in if names.contains(field.name) { field.isDescribed = false } }
    }

    private func changing(_ change: (inout BodyField<Value>) -> Void) -> Body {
        var body = self
        for index in body.fields.indices { change(&body.fields[index]) }
        return body
    }

    var schema: JSONSchema {
        let (about, fields) = (about, fields)
        return .reference(
            JSONComponent(component) {
                .object(
                    about: about,
                    fields.filter(\.isDescribed).map { ($0.name, $0.schema, $0.isRequired) },
                    // Unknown members of a body are ignored.
                    isClosedWhenStrict: false
                )
            }
        )
    }

    func read(_ container: KeyedDecodingContainer<BodyKey>) throws -> Value {
        var value = blank()
        for field in fields { try field.read(container, &value) }
        return value
    }
}

@resultBuilder
enum BodyBuilder<Value> {
    static func buildExpression(_ field: BodyField<Value>) -> BodyField<Value> { field }

    static func buildBlock(_ fields: BodyField<Value>...) -> [BodyField<Value>] { fields }
}

/// The name of a member in a body.
struct BodyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) { nil }
}
