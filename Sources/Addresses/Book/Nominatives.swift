/// Names as they stand behind a preposition: «на Комсомольской», «в Садовом переулке», «в Никольском».
enum Nominatives {
    /// The words in the nominative, once for each gender that they can have; none if no word has such an ending.
    static func of(_ words: [String]) -> [[String]] {
        genders.compactMap { gender in
            let found = words.map { nominative($0, gender) }
            return found == words ? nil : found
        }
    }

    /// Endings of the other cases with that of the nominative.
    private static let genders: [[String: String]] = [
        ["ой": "ая", "ую": "ая"], ["ей": "яя", "юю": "яя"], ["ом": "ый", "ому": "ый"], ["ом": "ий", "ому": "ий"],
        ["ом": "ой", "ому": "ой"], ["ем": "ий", "ему": "ий"], ["ом": "ое", "ому": "ое"],
    ]

    private static func nominative(_ word: String, _ endings: [String: String]) -> String {
        guard word.unicodeScalars.count > 4 else { return word }
        return endings.first { word.hasSuffix($0.key) }.map { word.dropLast($0.key.count) + $0.value } ?? word
    }
}
