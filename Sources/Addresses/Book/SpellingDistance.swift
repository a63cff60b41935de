/// How far two spellings of a name are apart.
enum SpellingDistance {
    /// Letters of a word in which one typing error is corrected, and in which two are. In shorter words too many names
    /// differ by one letter.
    static let correctable = 5
    static let twiceCorrectable = 10

    /// The number of typing errors that make one word of the other: wrong, missing or additional letters, and
    /// neighbours that changed places. Digits are never wrong. nil when there are more than `limit`.
    static func errors(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar], limit: Int) -> Int? {
        guard abs(one.count - other.count) <= limit else { return nil }
        func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
        guard one.filter(isDigit) == other.filter(isDigit) else { return nil }
        // Optimal string alignment: the rows before the last, the last and the current letter of `one`.
        var before: [Int] = []
        var last = Array(0...other.count)
        for (row, letter) in one.enumerated() {
            var current = [row + 1]
            for (column, against) in other.enumerated() {
                var errors = min(last[column] + (letter == against ? 0 : 1), last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, letter == other[column - 1], one[row - 1] == against {
                    errors = min(errors, before[column - 1] + 1)
                }
                current.append(errors)
            }
            guard current.contains(where: { $0 <= limit }) else { return nil }
            (before, last) = (last, current)
        }
        return last[other.count] <= limit ? last[other.count] : nil
    }

    static func isOneError(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Bool {
        errors(one, other, limit: 1) != nil
    }
}
