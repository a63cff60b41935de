public import Municipality

extension AddressBook {
    /// Houses whose address contains the fragments, also with a typing error: «комсом 12», «матаростроителей 5». In
    /// natural order; all houses without a query.
    /// - Parameters:
    ///   - house: the last one of the page before; nil begins at the first.
    public func search(_ query: String?, after house: HouseID?, limit: Int) -> [HouseID] {
        let start = house.flatMap { positions[$0] }.map { $0 + 1 } ?? 0
        guard let query, !query.allSatisfy(\.isWhitespace) else { return Array(ordered.dropFirst(start).prefix(limit)) }
        let found = Set(matches(WrittenAddress(reading: query)))
        return Array(ordered.dropFirst(start).lazy.filter(found.contains).prefix(limit))
    }

    private func matches(_ written: WrittenAddress) -> [HouseID] {
        guard !isElsewhere(written) else { return [] }
        let query = withoutOwnRegion(written)
        var words = (query.settlement?.words ?? []) + query.unknown.flatMap(\.self) + (query.street?.words ?? [])
        // The words for region and town, which no street repeats.
        words.removeAll { word in isTown(StreetName([word])) }
        var number = query.number
        let kinds = query.street?.kinds ?? []
        var found = matches(words, number, kinds)
        if found.isEmpty, let last = words.last, number == nil, last.allSatisfy(\.isNumber) {
            // «линия 3»: the number may be the house.
            number = HouseNumber(last)
            found = matches(words.dropLast(), number, kinds)
        }
        return found
    }

    private func matches(_ words: [String], _ number: HouseNumber?, _ kinds: Set<StreetKind>) -> [HouseID] {
        let fragments = words.map { Array($0.unicodeScalars) }
        var found: [HouseID] = []
        for street in streets {
            guard kinds.isEmpty || street.kinds.isEmpty || !kinds.isDisjoint(with: street.kinds),
                fragments.allSatisfy({ fragment in street.searchWords.contains { Self.matches(fragment, $0) } })
            else { continue }
            found += street.entries.lazy.map { entries[$0] }.filter { entry in
                guard let number else { return true }
                return entry.loose.hasPrefix(number.loose)
            }.map(\.house)
        }
        return found
    }

    /// Whether a fragment begins the word or occurs in it, also with a typing error (two in long words).
    private static func matches(_ fragment: [Unicode.Scalar], _ word: [Unicode.Scalar]) -> Bool {
        if word.starts(with: fragment) { return true }
        guard fragment.count > 2, !word.isEmpty else { return false }
        if word.indices.contains(where: { word[$0...].starts(with: fragment) }) { return true }
        guard fragment.count >= SpellingDistance.correctable else { return false }
        let limit = fragment.count >= SpellingDistance.twiceCorrectable ? 2 : 1
        return (-limit...limit).contains { change in
            let count = fragment.count + change
            return count <= word.count
                && SpellingDistance.errors(fragment, Array(word.prefix(count)), limit: limit) != nil
        }
    }
}
