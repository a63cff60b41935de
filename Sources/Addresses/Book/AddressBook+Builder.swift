extension AddressBook {
    /// Reads the addresses of a register.
    struct Builder {
        private(set) var settlements = [Settlement(name: nil, kind: nil)]
        private(set) var streets: [Street] = []
        private(set) var entries: [Entry] = []
        private var settlementPlaces: [WrittenAddress.Settlement: Int] = [:]
        private var streetPlaces: [StreetPlace: Int] = [:]
        /// By the texts of settlement and street.
        private var readPlaces: [[String?]: Int] = [:]

        private struct StreetPlace: Hashable {
            let settlement: Int
            let kinds: Set<StreetKind>
            let words: [String]
        }

        mutating func add(_ house: House) {
            let number = WrittenAddress(number: house.number)
            let street = street(of: house)
            guard let read = number.number else { return }
            let entry = entries.count
            entries.append(Entry(house: house.id, number: read, loose: read.loose, entrance: number.entrance))
            streets[street].entries.append(entry)
            guard let corner = number.corner, let cornerNumber = corner.number else { return }
            let other = place(
                corner.street,
                in: streets[street].settlement,
                text: corner.street.words.joined(separator: " ")
            )
            entries.append(
                Entry(house: house.id, number: cornerNumber, loose: cornerNumber.loose, entrance: number.entrance)
            )
            streets[other].entries.append(entry + 1)
        }

        private mutating func street(of house: House) -> Int {
            let key = [house.settlement, house.street]
            if let known = readPlaces[key] { return known }
            let read = WrittenAddress(settlement: house.settlement, street: house.street)
            let settlement = read.settlement.map { place($0) } ?? 0
            let text = [house.settlement, house.street].compactMap(\.self).joined(separator: " ")
            let street = place(read.street ?? WrittenAddress.Street(words: []), in: settlement, text: text)
            readPlaces[key] = street
            return street
        }

        private mutating func place(_ settlement: WrittenAddress.Settlement) -> Int {
            if let known = settlementPlaces[settlement] { return known }
            settlements.append(Settlement(name: StreetName(settlement.words), kind: settlement.kind))
            settlementPlaces[settlement] = settlements.count - 1
            return settlements.count - 1
        }

        private mutating func place(_ street: WrittenAddress.Street, in settlement: Int, text: String) -> Int {
            let key = StreetPlace(settlement: settlement, kinds: street.kinds, words: street.words)
            if let known = streetPlaces[key] { return known }
            let form = StreetForm(kinds: street.kinds, words: street.words)
            streets.append(
                Street(
                    settlement: settlement,
                    kinds: street.kinds,
                    name: form.name,
                    forms: [form, form.other].compactMap(\.self),
                    person: PersonName(form.name.words),
                    searchWords: AddressWords.tokens(of: text).filter { $0.kind == .word || $0.kind == .number }
                        .map { Array($0.text.unicodeScalars) }
                )
            )
            streetPlaces[key] = streets.count - 1
            return streets.count - 1
        }
    }
}
