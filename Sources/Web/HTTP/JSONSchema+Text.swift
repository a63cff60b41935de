import JSONText

/// The kinds of text in parameters and bodies.
extension JSONSchema {
    static func text(_ lengths: ClosedRange<Int>, example: String? = nil) -> JSONSchema {
        .string.with([.minLength(lengths.lowerBound), .maxLength(lengths.upperBound)] + examples(example))
    }

    static func text(_ lengths: PartialRangeThrough<Int>, example: String? = nil) -> JSONSchema {
        .string.with([.maxLength(lengths.upperBound)] + examples(example))
    }

    static func slug(_ example: String) -> JSONSchema {
        .string.with(.pattern("^[a-z0-9][a-z0-9_-]{0,62}$"), .example(example))
    }

    static func date(example: String) -> JSONSchema { .date.with(.example(example)) }

    static func wholeNumber(_ range: ClosedRange<Int>) -> JSONSchema {
        Int.schema.with(.minimum(range.lowerBound), .maximum(range.upperBound))
    }

    static func degrees(_ limit: Int, example: Double? = nil) -> JSONSchema {
        Double.schema.with([.minimum(-limit), .maximum(limit)] + (example.map { [.example($0)] } ?? []))
    }

    private static func examples(_ text: String?) -> [Keyword] { text.map { [.example($0)] } ?? [] }
}
