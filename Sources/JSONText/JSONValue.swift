/// A value of the API: it writes itself, and its type has a schema.
public protocol JSONValue: JSONWritable {
    static var schema: JSONSchema { get }
}

extension String: JSONValue {
    public static var schema: JSONSchema { .string }
}

extension Bool: JSONValue {
    public static var schema: JSONSchema { JSONSchema(.type("boolean")) }
}

extension Double: JSONValue {
    public static var schema: JSONSchema { JSONSchema(.type("number"), .format("double")) }
}

extension Int: JSONValue {
    public static var schema: JSONSchema { JSONSchema(.type("integer")) }
}

extension Int16: JSONValue {
    public static var schema: JSONSchema { JSONSchema(.type("integer")) }
}

extension Int32: JSONValue {
    public static var schema: JSONSchema { JSONSchema(.type("integer"), .format("int32")) }
}

extension Int64: JSONValue {
    public static var schema: JSONSchema { JSONSchema(.type("integer"), .format("int64")) }
}

extension Array: JSONValue where Element: JSONValue {
    public static var schema: JSONSchema { JSONSchema(.type("array"), .items(Element.schema)) }
}
