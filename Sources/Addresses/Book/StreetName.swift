/// The name of a street in the forms in which spellings of it are compared.
struct StreetName: Hashable, Sendable {
    /// Without «имени», with ordinals in digits, and «лет» for «летия».
    let words: [String]
    /// All words without blanks: «Ново-Садовая» and «Ново Садовая» are equal.
    let key: String
    /// The same of the words in alphabetical order: «Карла Маркса» and «Маркса Карла».
    let sortedKey: String

    init(_ written: [String]) {
        var words = written.filter { $0 != "им" && $0 != "имени" }
        if words.isEmpty { words = written }
        for place in words.indices {
            if let digits = OrdinalWords.digits(words[place]) { words[place] = digits }
            if place > 0, words[place - 1].allSatisfy(\.isNumber), Self.years.contains(words[place]) {
                words[place] = "лет"
            }
        }
        self.words = words
        key = words.joined()
        sortedKey = words.sorted().joined()
    }

    private static let years: Set<String> = ["летия", "летие", "летию", "летием", "тилетия", "тилетие", "л"]

    var scalars: [Unicode.Scalar] { Array(key.unicodeScalars) }

    /// Whether it ends as names of villages do: «Ленино», «Иваново».
    var isVillage: Bool { ["ово", "ево", "ино", "ыно"].contains { key.hasSuffix($0) } }

    /// Whether one typing error makes it the name of a settlement. Another last letter is another name: «Иванова» is no
    /// error for «Иваново», but «в Осташеве» is «Осташево».
    func isMistyped(for name: StreetName) -> Bool {
        let (own, other) = (scalars, name.scalars)
        return own.count >= SpellingDistance.correctable && SpellingDistance.isOneError(own, other)
            && (own.dropLast() != other.dropLast() || own.last == "е" && own.count == other.count)
    }

    /// «в Осташеве» of «Осташево»
    func isLocative(of name: StreetName) -> Bool {
        let (own, other) = (scalars, name.scalars)
        return own.count == other.count && own.last == "е" && own.dropLast() == other.dropLast()
    }

    func isEqual(to other: StreetName) -> Bool { key == other.key || sortedKey == other.sortedKey }

    /// Whether the names differ only by first names and ranks that one of them shortens or leaves out: «К. Маркса»,
    /// «Маркса» and «Карла Маркса»; «Сахарова» and «Академика Сахарова».
    func isShort(of full: StreetName) -> Bool {
        var rest = full.words[...]
        var isShortened = false
        // Each word in its order, and first the last one, which is the surname.
        guard let surname = words.last, surname.unicodeScalars.count > 2 else { return false }
        for word in words {
            guard let place = rest.firstIndex(where: { Self.stands(word, for: $0) }) else { return false }
            if rest[place] != word { isShortened = true }
            let omitted = rest[..<place]
            guard omitted.allSatisfy({ GivenNames.contains($0) }) else { return false }
            if !omitted.isEmpty { isShortened = true }
            rest = rest[(place + 1)...]
        }
        return isShortened && rest.isEmpty && words.last == full.words.last
    }

    /// «к» for «карла», «ак» for «академика».
    private static func stands(_ short: String, for full: String) -> Bool {
        if short == full { return true }
        let count = short.unicodeScalars.count
        return full.hasPrefix(short) && (count == 1 && full.unicodeScalars.count > 2 || GivenNames.ranks[short] == full)
    }
}
