public import Municipality

extension AddressBook {
    /// What the address of a row means that stands for one whole house, such as the row of a contract.
    public enum RowFinding: Hashable, Sendable {
        case house(HouseID)
        /// A range, a list, or a flat: «5-7», «5; 7».
        case several
        /// None, or one of the candidates.
        case unclear([HouseID], isAmongThem: Bool)
        /// Numbers or letters that are no part of the address.
        case unread([String])
        /// In another region than the town.
        case elsewhere
    }

    /// The house of a row with a whole address.
    /// - Parameter settlement: of the row.
    public func find(row text: String, in settlement: WrittenAddress.Settlement? = nil) -> RowFinding {
        var address = WrittenAddress(reading: text)
        let left = AddressSpelling(text).left(over: address)
        address.settlement = settlement ?? address.settlement
        let found = find(row: address, inTown: false)
        guard case .house(let house) = found else { return found }
        if !left.isEmpty { return .unread(left) }
        // «Мира, 5 / Ленина, 10» is one house only if it has both addresses.
        if let corner = address.corner {
            var other = WrittenAddress()
            (other.settlement, other.street, other.number) = (address.settlement, corner.street, corner.number)
            let isSame =
                corner.number == nil ? !streets(corner.street, in: nil).streets.isEmpty : find(other).house == house
            if !isSame { return .unclear([house], isAmongThem: false) }
        }
        return found
    }

    /// The house of a row. It is found as ``find(_:)`` finds it.
    /// - Parameter inTown: whether a row without a settlement is in the town itself, as in a register with columns.
    public func find(row address: WrittenAddress, inTown: Bool) -> RowFinding {
        guard let number = address.number else { return .unclear([], isAmongThem: false) }
        var row = address
        if inTown, address.settlement == nil, address.unknown.isEmpty, let town = townNames.last {
            row.settlement = WrittenAddress.Settlement(kind: .city, words: town.words)
        }
        let found = find(row)
        guard !found.isElsewhere else { return .elsewhere }
        let isExact = entries.contains { $0.number == number && $0.house == found.house }
        if address.isVague || address.isBareFlat || number.withoutFlat != nil && !isExact { return .several }
        if let house = found.house { return .house(house) }
        // Houses elsewhere are shown, but not taken.
        guard found.candidates.isEmpty, case let other = find(address), other.house != nil || !other.candidates.isEmpty
        else { return .unclear(found.candidates, isAmongThem: found.isAmongThem) }
        return .unclear([other.house].compactMap(\.self) + other.candidates, isAmongThem: false)
    }

    /// The houses that have one address, so that it finds none of them.
    public func namesakes() -> [[HouseID]] {
        struct Place: Hashable {
            let loose: String
            let entrance: String?
        }
        return streets.flatMap { street in
            Dictionary(grouping: street.entries.map { entries[$0] }) { Place(loose: $0.loose, entrance: $0.entrance) }
                .values.map { Array(Set($0.map(\.house))).sorted { $0.rawValue < $1.rawValue } }.filter { $0.count > 1 }
        }
    }
}
