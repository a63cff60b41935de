/// One member of an object: how it is written and how it is described.
public struct JSONMember<Object>: Sendable {
    let name: String
    let schema: JSONSchema
    /// A member that is not required is left out when it has no value.
    let isRequired: Bool
    let write: @Sendable (Object, inout JSONWriter) -> Void

    @usableFromInline
    init(
        _ name: String,
        _ schema: JSONSchema,
        isRequired: Bool,
        write: @escaping @Sendable (Object, inout JSONWriter) -> Void
    ) {
        self.name = name
        self.schema = schema
        self.isRequired = isRequired
        self.write = write
    }

    /// - Parameters:
    ///   - keywords: the schema's keywords besides the value's type; a string is a description.
    ///   - value: returns the member's value.
    @inlinable
    public init<Value: JSONValue>(
        _ name: String,
        _ keywords: JSONSchema.Keyword...,
        value: @escaping @Sendable (Object) -> Value
    ) {
        let key = JSONKey(name)
        self.init(name, Value.schema.with(keywords), isRequired: true) { object, writer in
            writer.member(key, value(object))
        }
    }

    @inlinable
    public init<Value: JSONValue>(
        _ name: String,
        _ keywords: JSONSchema.Keyword...,
        value: @escaping @Sendable (Object) -> Value?
    ) {
        let key = JSONKey(name)
        self.init(name, Value.schema.with(keywords), isRequired: false) { object, writer in
            writer.member(key, value(object))
        }
    }
}
