/// Text with columns of the file in braces: `{type}: {neighborhood}`.
struct TextTemplate: Hashable, Sendable {
    private enum Part: Hashable {
        case literal(String)
        case column(String)
    }

    private let parts: [Part]

    /// nil when a brace is unmatched.
    init?(_ pattern: String) {
        var parts: [Part] = []
        var rest = pattern[...]
        while let open = rest.firstIndex(of: "{") {
            let literal = rest[..<open]
            let column = rest[rest.index(after: open)...]
            guard let close = column.firstIndex(of: "}"), !literal.contains("}") else { return nil }
            parts.append(.literal(String(literal)))
            parts.append(.column(String(column[..<close])))
            rest = column[column.index(after: close)...]
        }
        guard !rest.contains("}") else { return nil }
        parts.append(.literal(String(rest)))
        self.parts = parts
    }

    /// The columns it names.
    var columns: [String] {
        parts.compactMap { part in
            guard case .column(let column) = part else { return nil }
            return column
        }
    }

    /// The text with the result of `value` for each column; nil when all its columns are empty.
    func text(_ value: (String) -> String?) -> String? {
        var isEmpty = !columns.isEmpty
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .column(let column):
                guard let value = value(column) else { continue }
                text += value
                isEmpty = false
            }
        }
        return isEmpty || text.trimmed.isEmpty ? nil : text.trimmed
    }
}
