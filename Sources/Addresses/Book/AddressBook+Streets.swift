extension AddressBook {
    /// Streets that a written name can mean.
    struct StreetMatch {
        /// With the name and of the kind that was told.
        var streets: [Int] = []
        /// Of another kind, or with a name that is not near enough.
        var others: [Int] = []
    }

    /// The streets with that name in one of the settlements (all when nil). First by the same words, then by words in
    /// another case and by shortened first names, then with one typing error; never by a weaker likeness when a stronger
    /// one exists.
    func streets(_ street: WrittenAddress.Street, in settlements: Set<Int>?) -> StreetMatch {
        let form = StreetForm(kinds: street.kinds, words: street.words)
        func isHere(_ place: Int) -> Bool { settlements?.contains(streets[place].settlement) ?? true }
        // «Ленино» without a kind is rather a village than «Ленина» with an error.
        let mistyped = { (name: StreetName) in
            street.kinds.isEmpty && name.isVillage ? [] : self.mistyped(name, limit: 1)
        }
        func told(_ found: [Int]) -> [Int] { found.filter { isKind(street.kinds, of: $0) } }
        let exact = namesakes(form.name).filter(isHere)
        if case let told = told(exact), !told.isEmpty { return StreetMatch(streets: told) }
        if case let found = otherwise(form).filter(isHere), !found.isEmpty { return StreetMatch(streets: found) }
        if !exact.isEmpty { return StreetMatch(others: exact) }
        for candidates in [inflected, abbreviated, shortened, mistyped] as [(StreetName) -> [Int]] {
            let found = candidates(form.name).filter(isHere)
            guard !found.isEmpty else { continue }
            let told = told(found)
            return StreetMatch(streets: told, others: told.isEmpty ? found : [])
        }
        return StreetMatch(others: self.mistyped(form.name, limit: 2).filter(isHere))
    }

    /// Whether a street has that name as it is written.
    func isName(_ name: StreetName) -> Bool { !namesakes(name).isEmpty }

    private func namesakes(_ name: StreetName) -> [Int] {
        Set([name.key, name.sortedKey].flatMap { streetsByKey[$0] ?? [] }).filter { streets[$0].name.isEqual(to: name) }
            .sorted()
    }

    private func inflected(_ name: StreetName) -> [Int] {
        Set(Nominatives.of(name.words).flatMap { namesakes(StreetName($0)) }).sorted()
    }

    /// The streets whose name can be understood in the same way.
    private func otherwise(_ form: StreetForm) -> [Int] {
        let nominatives = Nominatives.of(form.name.words).map { StreetForm(kinds: form.kinds, words: $0) }
        let written = [form] + nominatives
        let forms = written + written.compactMap(\.other)
        return streets.indices.filter { place in
            streets[place].forms.contains { own in forms.contains { $0.agrees(with: own) } }
        }
    }

    private func abbreviated(_ name: StreetName) -> [Int] {
        let person = PersonName(name.words)
        return shortened(name).filter { streets[$0].person.count == person.count }
    }

    private func shortened(_ name: StreetName) -> [Int] {
        let person = PersonName(name.words)
        return streets.indices.filter { place in
            let other = streets[place].name
            return name.isShort(of: other) || other.isShort(of: name) || person.isSame(as: streets[place].person)
        }
    }

    private func mistyped(_ name: StreetName, limit: Int) -> [Int] {
        let least = limit == 1 ? SpellingDistance.correctable : SpellingDistance.twiceCorrectable
        let letters = name.scalars
        guard letters.count >= least else { return [] }
        let initials = name.words.filter(PersonName.isInitial)
        let isSurname = name.words.count == 1
        func isNear(_ other: StreetName) -> Bool {
            let scalars = other.scalars
            // Nearly nobody mistypes the first letter, and names that rhyme are many.
            return scalars.count >= least && scalars.first == letters.first
                && SpellingDistance.errors(letters, scalars, limit: limit) != nil
        }
        return streets.indices.filter { place in
            let other = streets[place].name
            // A letter that is a word of its own is no typing error: «Б. Садовая» is not «Садовая».
            if initials == other.words.filter(PersonName.isInitial), isNear(other) { return true }
            // «гагорина» for «Юрия Гагарина»
            guard isSurname, limit == 1, other.words.count > 1 else { return false }
            let person = streets[place].person
            return person.surname.count == 1 && isNear(StreetName(person.surname))
        }
    }

    private func isKind(_ kinds: Set<StreetKind>, of street: Int) -> Bool {
        let own = streets[street].kinds
        return kinds.isEmpty || own.isEmpty || !kinds.isDisjoint(with: own)
    }

    // MARK: Settlements

    /// The settlements that a written name can mean; nil when it is no name of one.
    func settlements(_ written: WrittenAddress.Settlement) -> Set<Int>? {
        let name = StreetName(written.words)
        func isKind(_ settlement: Settlement) -> Bool {
            written.kind == nil || settlement.kind == nil || written.kind == settlement.kind
        }
        var found = Set(
            settlements.indices.filter { settlements[$0].name?.isEqual(to: name) ?? false && isKind(settlements[$0]) }
        )
        if isTown(name), written.kind == nil || written.kind == .city || written.kind == .township { found.insert(0) }
        if found.isEmpty {
            let nominatives = Nominatives.of(name.words).map { StreetName($0) }
            found = Set(
                settlements.indices.filter { place in
                    isKind(settlements[place])
                        && nominatives.contains { settlements[place].name?.isEqual(to: $0) ?? false }
                }
            )
        }
        if found.isEmpty, name.words.count > 1 {
            // «д. М. Ивановка»
            found = Set(
                settlements.indices.filter {
                    settlements[$0].name.map { name.isShort(of: $0) && $0.words.count == name.words.count } ?? false
                        && isKind(settlements[$0])
                }
            )
        }
        if found.isEmpty, name.key.unicodeScalars.count >= SpellingDistance.correctable {
            found = Set(
                settlements.indices.filter {
                    settlements[$0].name.map(name.isMistyped) ?? false && isKind(settlements[$0])
                }
            )
        }
        return found.isEmpty ? nil : found
    }

    /// Whether a settlement, such as «г. Тутаев», is the town itself.
    public func isTown(_ settlement: String) -> Bool {
        WrittenAddress(settlement: settlement, street: "").settlement.map { isTown(StreetName($0.words)) } ?? false
    }

    /// Whether it is a name of the town itself: «Тутаев», also where the municipality is «Тутаевский округ».
    func isTown(_ name: StreetName) -> Bool {
        townNames.contains { own in
            own.key == name.key || SpellingDistance.isOneError(own.scalars, name.scalars) && name.key.count > 4
                || name.key.unicodeScalars.count > 3 && own.key.hasPrefix(name.key)
                    && ["ский", "ского", "ская", "ское", "ий"].contains(String(own.key.dropFirst(name.key.count)))
        }
    }

    func isArea(_ words: [String]) -> Bool { areas.contains(words.joined()) }
}
