extension AddressBook {
    /// Whether an address clearly names another region than the town's. Never when the town has none.
    public func isElsewhere(_ address: WrittenAddress) -> Bool {
        guard let region else { return false }
        if address.regions.contains(where: region.differs) { return true }
        let names = address.unknown + address.trailing.filter(\.isName).map(\.words)
        return names.contains { words in
            // A city is another town and not another region.
            regions(beginning: words)?.subjects.allSatisfy { $0.kind != nil && !region.covers($0) } ?? false
        }
    }

    /// The address without the town's own region, where it has no mark: «Татарстан, Казань, ул. Мира, 5».
    func withoutOwnRegion(_ address: WrittenAddress) -> WrittenAddress {
        guard let region else { return address }
        func rest(_ words: [String]) -> [String]? {
            guard let (subjects, count) = regions(beginning: words), subjects.contains(where: region.covers) else {
                return words
            }
            return count < words.count ? Array(words.dropFirst(count)) : nil
        }
        var address = address
        address.unknown = address.unknown.compactMap(rest)
        address.trailing = address.trailing.compactMap { trailing in
            rest(trailing.words).map { WrittenAddress.Trailing(words: $0, isName: trailing.isName) }
        }
        return address
    }

    /// The regions that the first words can mean, unless the register or the town knows their name.
    private func regions(beginning words: [String]) -> (subjects: [FederalSubject], count: Int)? {
        guard let (subjects, count) = FederalSubject.beginning(words) else { return nil }
        let name = Array(words.prefix(count))
        guard !isArea(name), !isName(StreetName(name)), settlements(WrittenAddress.Settlement(words: name)) == nil
        else { return nil }
        return (subjects, count)
    }
}
