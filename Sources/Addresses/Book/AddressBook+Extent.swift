public import Municipality

extension AddressBook {
    /// Where an address is that names no house: «ул. Мира».
    public enum Extent: Hashable, Sendable {
        /// It names neither a street nor a settlement: «во дворе».
        case untold
        /// On the streets or in the settlements of these houses.
        case houses(Set<HouseID>)
        /// It has words that no street or settlement of the register is called by: a description, or another place.
        case unknown
    }

    /// Where the street and the settlement of an address are, whatever its number.
    public func extent(of address: WrittenAddress) -> Extent {
        let extent = extentAsWritten(address)
        guard extent == .unknown, let person = address.withInitial else { return extent }
        return extentAsWritten(person)
    }

    /// Whether one of the houses has the number of an address.
    public func hasNumber(of address: WrittenAddress, among houses: [HouseID]) -> Bool {
        guard let loose = address.number?.loose else { return false }
        return entries.contains { $0.loose == loose && houses.contains($0.house) }
    }

    /// Whether two houses are on one street of one settlement.
    public func areOnOneStreet(_ one: HouseID, _ other: HouseID) -> Bool {
        streets.contains { street in
            [one, other].allSatisfy { house in street.entries.contains { entries[$0].house == house } }
        }
    }

    private func extentAsWritten(_ address: WrittenAddress) -> Extent {
        let words =
            address.unknown
            + address.trailing.filter { settlements(.init(words: $0.words)) != nil || isElsewhere($0) }.map(\.words)
        let named =
            [address.settlement].compactMap(\.self)
            + words.filter { !isArea($0) }.map { WrittenAddress.Settlement(words: $0) }
        var allowed: Set<Int>?
        /// Whether the settlements that are told can be one.
        func limit(_ found: Set<Int>?) -> Bool {
            guard let found else { return false }
            let both = allowed.map { $0.intersection(found) } ?? found
            // «г. Тутаев, с. Никольское»: the village is more exact.
            if both.isEmpty { return found == [0] }
            allowed = both
            return true
        }
        guard named.allSatisfy({ limit(settlements($0)) }) else { return .unknown }
        guard let street = address.street, !isArea(street.words) else {
            return allowed.map { .houses(houses(in: $0)) } ?? .untold
        }
        var found = streets(street, in: allowed).streets
        if found.isEmpty, let (settlement, rest) = split(street.words, kind: nil), limit(settlement) {
            // «Тутаев Моторостроителей»
            found = streets(WrittenAddress.Street(kinds: street.kinds, words: rest), in: allowed).streets
        }
        if !found.isEmpty { return .houses(houses(on: found)) }
        // «Никольское»
        guard street.kinds.isEmpty, limit(settlements(.init(words: street.words))), let allowed else { return .unknown }
        return .houses(houses(in: allowed))
    }

    private func houses(in settlements: Set<Int>) -> Set<HouseID> {
        houses(on: streets.indices.filter { settlements.contains(streets[$0].settlement) })
    }

    private func houses(on streets: [Int]) -> Set<HouseID> {
        Set(streets.flatMap { self.streets[$0].entries.map { entries[$0].house } })
    }
}
