import TextWords

/// A part of a written address: a word, a number or a sign.
struct AddressToken: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// Letters in lower case, ё as е, in one alphabet. Hyphens between letters are dropped: «пр-кт» is `пркт`.
        case word
        /// ASCII digits.
        case number
        /// A comma, a semicolon or another sign that separates parts. Line breaks are commas.
        case comma
        /// «.», «-», «/», «(», «)», «+» or «№»; «:» stands for a time. Quotes are dropped.
        case sign
    }

    let kind: Kind
    let text: String
    /// Whether nothing stands between this token and the one before. A letter in quotes is always glued: «5 "В"».
    let isGlued: Bool
    /// Whether it is written like a name: with a capital letter, but not all in capitals.
    let isName: Bool
    /// Position among the scalars of the composed text.
    let range: Range<Int>

    var isLetter: Bool { kind == .word && text.unicodeScalars.count == 1 }
}
