/// One way to understand the name of a street.
struct StreetForm: Hashable, Sendable {
    let kinds: Set<StreetKind>
    let name: StreetName

    init(kinds: Set<StreetKind>, words: [String]) {
        self.kinds = kinds
        name = StreetName(words)
    }

    /// Another way: «ул. 1-я Набережная» as the embankment «1-я», and «бр. Орловых» as «братьев Орловых». nil if there is
    /// none.
    var other: StreetForm? {
        if kinds == [.boulevard], let last = name.words.last, last.hasSuffix("ых") || last.hasSuffix("их") {
            return StreetForm(kinds: [], words: ["братьев"] + name.words)
        }
        guard kinds.isSubset(of: [.street]), name.words.count > 1,
            let word = name.words.first(where: { $0.unicodeScalars.count > 4 && !StreetKind.named($0).isEmpty })
        else { return nil }
        return StreetForm(kinds: StreetKind.named(word), words: name.words.filter { $0 != word })
    }

    /// Whether both are the same name, and no kind contradicts the other.
    func agrees(with other: StreetForm) -> Bool {
        name.isEqual(to: other.name) && (kinds.isEmpty || other.kinds.isEmpty || !kinds.isDisjoint(with: other.kinds))
    }
}
