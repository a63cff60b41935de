/// One encoded parameter.
public struct PostgresValue: Sendable {
    public let type: PostgresType
    /// The binary format of `type`, or UTF-8 text when it is `.inferred`; `nil` for NULL.
    public let bytes: [UInt8]?

    public init(type: PostgresType, bytes: [UInt8]?) {
        self.type = type
        self.bytes = bytes
    }

    public init<Value: PostgresEncodable>(_ value: Value) throws(PostgresError) {
        type = Value.postgresType
        if value.isNull {
            bytes = nil
        } else {
            var encoded: [UInt8] = []
            try value.encode(into: &encoded)
            bytes = encoded
        }
    }
}
