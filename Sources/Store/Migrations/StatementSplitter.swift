/// Splits SQL text at the semicolons that end statements: those outside quotes, dollar quotes and comments.
///
/// Assumes standard strings (`standard_conforming_strings`): a backslash is an ordinary character, in E'' strings too.
package struct StatementSplitter {
    private var rest: Substring
    private var statement = ""
    private var statements: [String] = []
    /// Whether the statement contains anything except space and comments.
    private var hasWords = false

    /// The statements of `text` without their semicolons, in order. Comments alone are not a statement.
    package static func statements(of text: String) -> [String] {
        var splitter = StatementSplitter(rest: text[...])
        splitter.split()
        return splitter.statements
    }

    private mutating func split() {
        while let letter = rest.first {
            if rest.hasPrefix("--") {
                take(through: rest.firstIndex(of: "\n"))
            } else if rest.hasPrefix("/*") {
                takeComment()
            } else if letter == "'" || letter == "\"" {
                hasWords = true
                take(through: rest.dropFirst().firstIndex(of: letter))
            } else if let tag = dollarTag() {
                hasWords = true
                let body = rest.dropFirst(tag.count)
                take(upTo: body.firstRange(of: tag)?.upperBound ?? rest.endIndex)
            } else if letter == ";" {
                rest.removeFirst()
                end()
            } else {
                if !letter.isWhitespace { hasWords = true }
                take(through: rest.startIndex)
            }
        }
        end()
    }

    /// `$$` or `$name$` if the rest begins with one and it is not part of a word.
    private func dollarTag() -> Substring? {
        guard rest.first == "$", !(statement.last.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false),
            let end = rest.dropFirst().firstIndex(where: { !($0.isLetter || $0.isNumber || $0 == "_") }),
            rest[end] == "$", rest[rest.index(after: rest.startIndex)].isNumber == false
        else { return nil }
        return rest[...end]
    }

    /// Block comments can be nested.
    private mutating func takeComment() {
        var depth = 0
        repeat {
            if rest.hasPrefix("/*") {
                depth += 1
                take(upTo: rest.index(rest.startIndex, offsetBy: 2))
            } else if rest.hasPrefix("*/") {
                depth -= 1
                take(upTo: rest.index(rest.startIndex, offsetBy: 2))
            } else {
                take(through: rest.startIndex)
            }
        } while depth > 0 && !rest.isEmpty
    }

    private mutating func take(through last: Substring.Index?) {
        take(upTo: last.map { rest.index(after: $0) } ?? rest.endIndex)
    }

    private mutating func take(upTo end: Substring.Index) {
        statement += rest[..<end]
        rest = rest[end...]
    }

    private mutating func end() {
        if hasWords { statements.append(statement) }
        statement = ""
        hasWords = false
    }
}
