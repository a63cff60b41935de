import JSONText

/// One member of a body.
struct BodyField<Object>: Sendable {
    let name: String
    let schema: JSONSchema
    var isRequired: Bool
    var isDescribed = true
    let read: @Sendable (KeyedDecodingContainer<BodyKey>, inout Object) throws -> Void

    private init(
        _ name: String,
        _ schema: JSONSchema,
        isRequired: Bool,
        read: @escaping @Sendable (KeyedDecodingContainer<BodyKey>, BodyKey, inout Object) throws -> Void
    ) {
        self.name = name
        self.schema = schema
        self.isRequired = isRequired
        let key = BodyKey(stringValue: name)
        self.read = { try read($0, key, &$1) }
    }

    /// A member that is required.
    init<Value: Decodable & SendableMetatype>(
        _ name: String,
        _ place: any WritableKeyPath<Object, Value> & Sendable,
        _ schema: JSONSchema
    ) {
        self.init(name, schema, isRequired: true) { container, key, object in
            object[keyPath: place] = try container.decode(Value.self, forKey: key)
        }
    }

    /// A member that may be absent or null.
    init<Value: Decodable & SendableMetatype>(
        _ name: String,
        _ place: any WritableKeyPath<Object, Value?> & Sendable,
        _ schema: JSONSchema
    ) {
        self.init(name, schema, isRequired: false) { container, key, object in
            object[keyPath: place] = try container.decodeIfPresent(Value.self, forKey: key)
        }
    }

    /// A member that is required but may be null, so that nothing is cleared by mistake.
    init<Value: Decodable & SendableMetatype>(
        _ name: String,
        nullable place: any WritableKeyPath<Object, Value?> & Sendable,
        _ schema: JSONSchema
    ) {
        self.init(name, schema.with(.nullable), isRequired: true) { container, key, object in
            guard container.contains(key) else {
                let context = DecodingError.Context(codingPath: container.codingPath, debugDescription: "is required")
                throw DecodingError.keyNotFound(key, context)
            }
            object[keyPath: place] = try container.decodeIfPresent(Value.self, forKey: key)
        }
    }

    /// A nested object, which may be absent or null.
    init<Value>(
        _ name: String,
        _ place: any WritableKeyPath<Object, Value?> & Sendable,
        _ body: Body<Value>
    ) {
        self.init(name, body.schema, isRequired: false) { container, key, object in
            guard container.contains(key), try !container.decodeNil(forKey: key) else { return }
            object[keyPath: place] = try body.read(
                try container.nestedContainer(keyedBy: BodyKey.self, forKey: key)
            )
        }
    }
}
