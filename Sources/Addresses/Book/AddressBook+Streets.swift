extension AddressBook {
    /// Streets that a written name can mean.
    struct StreetMatch {
        /// With the name and of the kind that was told.
        var streets: [Int] = []
        /// Of another kind, or with a name that is not near enough.
        var others: [Int] = []
    }

    /// The streets with that name in one of the settlements (all when nil). First by the same words, then by shortened
    /// first names, then with one typing error; never by a weaker likeness when a stronger one exists.
    func streets(_ street: WrittenAddress.Street, in settlements: Set<Int>?) -> StreetMatch {
        let name = StreetName(street.words)
        func isHere(_ place: Int) -> Bool { settlements?.contains(streets[place].settlement) ?? true }
        for candidates in [namesakes, shortened, { mistyped($0, limit: 1) }] as [(StreetName) -> [Int]] {
            let found = candidates(name).filter(isHere)
            guard !found.isEmpty else { continue }
            let told = found.filter { isKind(street.kinds, of: $0) }
            return StreetMatch(streets: told, others: told.isEmpty ? found : [])
        }
        return StreetMatch(others: mistyped(name, limit: 2).filter(isHere))
    }

    private func namesakes(_ name: StreetName) -> [Int] {
        Set([name.key, name.sortedKey].flatMap { streetsByKey[$0] ?? [] }).filter { streets[$0].name.isEqual(to: name) }
            .sorted()
    }

    private func shortened(_ name: StreetName) -> [Int] {
        streets.indices.filter { name.isShort(of: streets[$0].name) || streets[$0].name.isShort(of: name) }
    }

    private func mistyped(_ name: StreetName, limit: Int) -> [Int] {
        let letters = name.scalars
        let least = limit == 1 ? SpellingDistance.correctable : SpellingDistance.twiceCorrectable
        guard letters.count >= least else { return [] }
        return streets.indices.filter { place in
            let other = streets[place].name.scalars
            return other.count >= least && SpellingDistance.errors(letters, other, limit: limit) != nil
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
        if found.isEmpty, name.key.unicodeScalars.count >= SpellingDistance.correctable {
            found = Set(
                settlements.indices.filter {
                    settlements[$0].name.map { SpellingDistance.isOneError($0.scalars, name.scalars) } ?? false
                        && isKind(settlements[$0])
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
