/// The names that the addresses of a town may use without a mark that says what they are.
public struct RegisterNames: Sendable {
    let book: AddressBook
    /// As they are written in the register.
    private let settlements: [WrittenAddress.Settlement: String]

    /// - Parameter settlements: of the register.
    public init(_ book: AddressBook, settlements: [String] = []) {
        self.book = book
        self.settlements = Dictionary(
            settlements.sorted().compactMap { text in Self.settlement(text).map { ($0, text) } }
        ) { first, _ in first }
    }

    /// The settlement of a column.
    public static func settlement(_ text: String) -> WrittenAddress.Settlement? {
        WrittenAddress(settlement: text, street: "").settlement
    }

    /// Whether it is the town itself.
    public func isTown(_ settlement: String) -> Bool { Self.settlement(settlement).map(isTown) ?? false }

    func isTown(_ settlement: WrittenAddress.Settlement) -> Bool {
        [nil, .city, .township].contains(settlement.kind) && named(settlement).isEmpty
            && book.isTown(StreetName(settlement.words))
    }

    /// The settlements of the register with that name, of the kind that is told.
    func named(_ settlement: WrittenAddress.Settlement) -> [String] {
        let name = StreetName(settlement.words)
        return settlements.filter { own, _ in
            Self.agrees(own.kind, settlement.kind) && StreetName(own.words).isEqual(to: name)
        }.map(\.value)
    }

    static func agrees(_ one: SettlementKind?, _ other: SettlementKind?) -> Bool {
        one == nil || other == nil || one == other
    }

    /// Whether columns name another region than the town's.
    public func isElsewhere(settlement: String?, street: String) -> Bool {
        book.isElsewhere(WrittenAddress(settlement: settlement, street: street))
    }

    /// Whether a name without a kind is a street: the register has it so, or does not know it, and it is one word and no
    /// other town.
    func isBareStreet(_ words: [String]) -> Bool {
        let name = StreetName(words)
        let known = book.streets.filter { !$0.name.words.isEmpty && $0.name.isEqual(to: name) }
        return known.isEmpty
            ? words.count == 1 && !words.contains(where: OtherTowns.contains) : known.contains { $0.kinds.isEmpty }
    }
}
