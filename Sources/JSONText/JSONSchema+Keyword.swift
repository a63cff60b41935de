extension JSONSchema {
    /// One keyword of a schema. A string literal is a description.
    public struct Keyword: Sendable, ExpressibleByStringLiteral {
        let name: String
        let value: JSONTree
        /// Whether it is written in strict documents only.
        let isStrict: Bool

        init(_ name: String, _ value: JSONTree, isStrict: Bool = false) {
            self.name = name
            self.value = value
            self.isStrict = isStrict
        }

        public init(stringLiteral text: String) {
            self = .description(text)
        }

        public static func type(_ name: String) -> Keyword { Keyword("type", .string(name)) }
        public static func format(_ name: String) -> Keyword { Keyword("format", .string(name)) }
        public static func description(_ text: String) -> Keyword { Keyword("description", .string(text)) }
        public static func items(_ schema: JSONSchema) -> Keyword { Keyword("items", .schema(schema)) }
        public static func oneOf(_ words: [String]) -> Keyword { Keyword("enum", .list(words.map(JSONTree.string))) }
        public static func pattern(_ expression: String) -> Keyword { Keyword("pattern", .string(expression)) }
        public static func minLength(_ count: Int) -> Keyword { Keyword("minLength", .integer(count)) }
        public static func maxLength(_ count: Int) -> Keyword { Keyword("maxLength", .integer(count)) }
        public static func minimum(_ number: Int) -> Keyword { Keyword("minimum", .integer(number)) }
        public static func maximum(_ number: Int) -> Keyword { Keyword("maximum", .integer(number)) }
        public static func example(_ text: String) -> Keyword { Keyword("example", .string(text)) }
        public static func example(_ number: Double) -> Keyword { Keyword("example", .number(number)) }
        public static func standard(_ value: JSONTree) -> Keyword { Keyword("default", value) }
        public static var nullable: Keyword { Keyword("nullable", .bool(true)) }

        /// Allows no members but the named ones.
        static var closed: Keyword { Keyword("additionalProperties", .bool(false), isStrict: true) }
    }
}
