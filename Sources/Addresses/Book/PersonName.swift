/// A street name that is a person's, in the genitive: «маршала Жукова», «Ю. Гагарина», «Гагарина Юрия».
struct PersonName: Hashable, Sendable {
    /// First names and single letters.
    private(set) var given: [String] = []
    private(set) var ranks: [String] = []
    /// The surname and all other words, in alphabetical order.
    private(set) var surname: [String] = []

    init(_ words: [String]) {
        for word in words {
            if Self.isInitial(word) || GivenNames.isGiven(word) {
                given.append(word)
            } else if let rank = GivenNames.rank(word) {
                ranks.append(rank)
            } else if word != "и" {
                surname.append(word)
            }
        }
        surname.sort()
    }

    var count: Int { given.count + ranks.count + surname.count }

    static func isInitial(_ word: String) -> Bool {
        word.unicodeScalars.count == 1 && word != "и" && word.first?.isLetter == true
    }

    /// Whether both can be the same person: the surname is the same, and no first name or rank contradicts another. First
    /// names and ranks may be shortened or left out.
    func isSame(as other: PersonName) -> Bool {
        guard !surname.isEmpty, surname == other.surname || isAbbreviated(other) || other.isAbbreviated(self) else {
            return false
        }
        return Self.agree(ranks, other.ranks) && agreesInFirstNames(with: other)
    }

    /// «Кл. Цеткин»: a short word that begins a first name of the other.
    private func isAbbreviated(_ full: PersonName) -> Bool {
        let rest = surname.filter { !full.surname.contains($0) }
        guard rest.count == 1, surname.count == full.surname.count + 1, given.isEmpty,
            let short = rest.first, (2...3).contains(short.unicodeScalars.count)
        else { return false }
        return (full.given + full.ranks).contains { $0.hasPrefix(short) }
    }

    /// Each of the shorter list stands in the longer.
    private static func agree(_ some: [String], _ others: [String]) -> Bool {
        let (few, many) = some.count <= others.count ? (some, others) : (others, some)
        return few.allSatisfy { name in many.contains { $0 == name } }
    }

    private func agreesInFirstNames(with other: PersonName) -> Bool {
        let (few, many) = given.count <= other.given.count ? (self, other) : (other, self)
        // In their order: «А.Н. Островского» is not «Н. Островского».
        guard zip(few.given, many.given).allSatisfy(Self.stands) else { return false }
        // Initials that nothing confirms: «М. Горького» is a person, «М. Садовая» the Small Garden Street.
        let initials = many.given.filter(Self.isInitial)
        if few.given.isEmpty, initials.count == 1, initials == many.given {
            return few.ranks.contains { $0.hasPrefix(initials[0]) } || surname.allSatisfy(Self.isGenitive)
        }
        return true
    }

    private static func stands(_ one: String, _ other: String) -> Bool {
        one == other || isInitial(one) && other.hasPrefix(one) || isInitial(other) && one.hasPrefix(other)
    }

    /// Endings that only surnames have: «Чехова», «Горького», «Шевченко».
    private static func isGenitive(_ word: String) -> Bool {
        ["ого", "ова", "ева", "ина", "ына", "енко", "вича"].contains { word.hasSuffix($0) }
    }
}
