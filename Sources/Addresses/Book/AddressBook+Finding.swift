public import Municipality

extension AddressBook {
    /// The outcome of a search for one address.
    public struct Finding: Hashable, Sendable {
        /// The only house that the address can mean.
        public let house: HouseID?
        /// Houses that it may mean, at most ``AddressBook/most``, when it is not clear which. Empty when one was found.
        public let candidates: [HouseID]
        /// Whether the address means one of the candidates: each fits as it is written, and there are no others.
        public let isAmongThem: Bool
        /// Whether the address names another region than the town's. Then there are no candidates.
        public let isElsewhere: Bool

        fileprivate var houses: [HouseID] { house.map { [$0] } ?? candidates }

        static func one(_ house: HouseID) -> Finding {
            Finding(house: house, candidates: [], isAmongThem: false, isElsewhere: false)
        }

        static let elsewhere = Finding(house: nil, candidates: [], isAmongThem: false, isElsewhere: true)

        static func unclear(_ houses: [HouseID], isAmongThem: Bool) -> Finding {
            Finding(
                house: nil,
                candidates: Array(houses.prefix(AddressBook.most)),
                isAmongThem: isAmongThem && (1...AddressBook.most).contains(houses.count),
                isElsewhere: false
            )
        }
    }

    /// Maximum number of candidates.
    public static let most = 10

    /// The house with that address.
    public func find(_ text: String) -> Finding { find(WrittenAddress(reading: text)) }

    /// The house with that address.
    public func find(_ address: WrittenAddress) -> Finding {
        guard !isElsewhere(address) else { return .elsewhere }
        let address = withoutOwnRegion(address)
        let found = finding(address)
        if let other = address.withNumberInName, case let others = finding(other), !others.houses.isEmpty {
            return found.houses.isEmpty ? others : .unclear(found.houses + others.houses, isAmongThem: false)
        }
        guard found.houses.isEmpty, let person = address.withInitial else { return found }
        return finding(person)
    }

    private func finding(_ address: WrittenAddress) -> Finding {
        var isSure = !address.isVague
        var allowed: Set<Int>?
        func limit(_ found: Set<Int>) {
            let both = allowed.map { $0.intersection(found) } ?? found
            if both.isEmpty { isSure = false } else { allowed = both }
        }
        var address = address
        if let settlement = address.settlement {
            if let found = settlements(settlement) {
                limit(found)
            } else if address.street == nil, let (found, rest) = split(settlement.words, kind: settlement.kind) {
                // «с. Никольское Лесная 5»
                limit(found)
                address.street = WrittenAddress.Street(words: rest)
            } else {
                isSure = false
            }
        }
        let isVillage = allowed.map { !$0.contains(0) } ?? false
        for words in address.unknown where !isArea(words) {
            // «г. Тутаев, с. Никольское»: the village is more exact.
            if isVillage, isTown(StreetName(words)) { continue }
            if let found = settlements(WrittenAddress.Settlement(words: words)) { limit(found) } else { isSure = false }
        }
        for trailing in address.trailing where !isArea(trailing.words) {
            if let found = settlements(WrittenAddress.Settlement(words: trailing.words)) {
                limit(found)
            } else if isElsewhere(trailing) || isName(StreetName(trailing.words)) {
                // «ул. Мира, 5, Рыбинск», «ул. Мира, 5/2 Заводская»
                isSure = false
            }
        }
        var found = houses(at: address, in: allowed)
        if found.isEmpty, let street = address.street, let (settlement, rest) = split(street.words, kind: nil) {
            // «Тутаев Моторостроителей 5»
            limit(settlement)
            address.street = WrittenAddress.Street(kinds: street.kinds, words: rest)
            found = houses(at: address, in: allowed)
        }
        if let corner = address.corner {
            // «Мира, 5 / Ленина, 10» are two houses if both are in the register.
            var other = WrittenAddress()
            (other.street, other.number) = (corner.street, corner.number)
            let houses = corner.number.map { _ in self.houses(at: other, in: allowed) } ?? Found()
            if !houses.isEmpty, houses.houses != found.houses { isSure = false }
            // «Мира, 5/вход со двора»
            if corner.number == nil, streets(corner.street, in: nil).streets.isEmpty { isSure = false }
        }
        guard found.isSure, isSure, found.houses.count == 1, let house = found.houses.first else {
            return .unclear(found.houses, isAmongThem: isSure && found.isComplete)
        }
        return .one(house)
    }

    /// Whether words after the house may name another town: «ул. Мира, 5, Рыбинск».
    func isElsewhere(_ trailing: WrittenAddress.Trailing) -> Bool {
        guard !trailing.words.contains(where: { isTown(StreetName([$0])) }) else { return false }
        return trailing.isName || trailing.words.contains(where: OtherTowns.contains)
            || trailing.words.count < 3 && OtherTowns.isVillage(trailing.words)
    }

    /// The settlement that the first words name, and the other words.
    func split(_ words: [String], kind: SettlementKind?) -> (Set<Int>, rest: [String])? {
        guard words.count > 1 else { return nil }
        for count in (1..<words.count).reversed() {
            let name = WrittenAddress.Settlement(kind: kind, words: Array(words.prefix(count)))
            if let found = settlements(name) { return (found, Array(words.dropFirst(count))) }
        }
        return nil
    }

    // MARK: Houses

    /// Houses that an address can mean.
    private struct Found {
        var houses: [HouseID] = []
        /// Whether the street is clear.
        var isSure = true
        /// Whether each street that may be meant has such a house.
        var isComplete = true

        var isEmpty: Bool { houses.isEmpty }
    }

    private func houses(at address: WrittenAddress, in settlements: Set<Int>?) -> Found {
        guard let street = address.street else {
            guard let number = address.number, let settlements, !settlements.isEmpty else { return Found() }
            return houses(number, of: address, on: withoutStreets(in: settlements))
        }
        var number = address.number
        var written = street
        if number == nil, !address.hasOrdinal, street.words.count > 1, let first = street.words.first,
            first.allSatisfy(\.isNumber)
        {
            // «5 Ленина»
            number = HouseNumber(first)
            written.words.removeFirst()
        }
        guard let number else { return Found(houses: [], isSure: false) }
        var match = streets(written, in: settlements)
        // «Ивановка, 5», in a village without streets.
        let name = StreetName(written.words)
        var village = street.kinds.isEmpty ? villages(in: settlements) { $0.isEqual(to: name) } : []
        if village.isEmpty, street.kinds.isEmpty, !isName(name) {
            village = villages(in: settlements) { name.isLocative(of: $0) }
        }
        if village.isEmpty, street.kinds.isEmpty, match.streets.isEmpty, match.others.isEmpty,
            !name.words.contains(where: PersonName.isInitial)
        {
            village = villages(in: settlements) { name.isMistyped(for: $0) }
        }
        if !village.isEmpty {
            // «Ленино» and «в Ленине» are no typing errors for «Ленина» if there is such a village.
            if !isName(name) { match = StreetMatch() }
            match.streets += village
        }
        var found = houses(number, of: address, on: match.streets)
        if match.streets.isEmpty, !match.others.isEmpty {
            if found.isEmpty { found = houses(number, of: address, on: match.others) }
            (found.isSure, found.isComplete) = (false, false)
        }
        return found
    }

    /// The houses without streets of the villages with such a name.
    private func villages(in settlements: Set<Int>?, where isNamed: (StreetName) -> Bool) -> [Int] {
        let villages = self.settlements.indices.filter { place in
            (settlements?.contains(place) ?? true) && (self.settlements[place].name.map(isNamed) ?? false)
        }
        return withoutStreets(in: Set(villages))
    }

    private func withoutStreets(in settlements: Set<Int>) -> [Int] {
        streets.indices.filter { streets[$0].name.words.isEmpty && settlements.contains(streets[$0].settlement) }
    }

    /// The houses with that number on the streets. Clear only if there is one street, because the house that is meant
    /// may be on another and not in the register.
    private func houses(_ number: HouseNumber, of address: WrittenAddress, on streets: [Int]) -> Found {
        var found = Found(isSure: streets.count == 1)
        for street in streets {
            let here = houses(number, entrance: address.entrance, on: street)
            if here.isEmpty { found.isComplete = false }
            found.houses += here
        }
        // «11 1» where there is 11к1 and no 11.
        let isBlank = number.parts.last?.kind == .blank
        if found.isEmpty || isBlank && !hasHouse(as: number, on: streets) {
            (found.isSure, found.isComplete) = (false, false)
        }
        for street in streets {
            for other in address.alternatives {
                for house in houses(other, entrance: address.entrance, on: street) where !found.houses.contains(house) {
                    found.houses.append(house)
                }
            }
        }
        if found.isEmpty {
            // «5/12» and «5Д» where there is only house 5.
            found.houses = streets.flatMap { street in
                self.streets[street].entries.map { entries[$0] }.filter { $0.number.main == number.main }.map(\.house)
            }
        }
        return found
    }

    /// Whether a house is written with that number, or without the flat that its last part may be.
    private func hasHouse(as number: HouseNumber, on streets: [Int]) -> Bool {
        let house = number.withoutFlat?.number.loose
        return streets.contains { street in
            self.streets[street].entries.contains { entries[$0].number == number || entries[$0].loose == house }
        }
    }

    private func houses(_ number: HouseNumber, entrance: String?, on street: Int) -> [HouseID] {
        let here = streets[street].entries.map { entries[$0] }
        var found = here.filter { $0.number == number }
        if found.isEmpty { found = here.filter { $0.loose == number.loose } }
        let isAsWritten = !found.isEmpty && found.allSatisfy { $0.number == number }
        // «33-12» is a flat where there is no such house.
        if !isAsWritten, let house = number.withoutFlat?.number { found += here.filter { $0.loose == house.loose } }
        let byEntrance = found.filter { $0.entrance != nil && $0.entrance == entrance }
        var houses: [HouseID] = []
        for entry in byEntrance.isEmpty ? found : byEntrance where !houses.contains(entry.house) {
            houses.append(entry.house)
        }
        return houses
    }
}
