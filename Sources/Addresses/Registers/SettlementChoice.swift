/// The settlement of an address in which several may be told, such as the town and a village of it.
struct SettlementChoice {
    private let town: RegisterNames
    /// The settlement of the row.
    private let column: WrittenAddress.Settlement?
    private var told: WrittenAddress.Settlement?
    /// As the address has it, or the register if the address does not say what it is.
    private(set) var text: String?

    init(column: String?, in town: RegisterNames) {
        self.town = town
        self.column = column.flatMap(RegisterNames.settlement)
        text = column
    }

    /// Whether a name without a mark is a settlement.
    func knows(_ name: WrittenAddress.Settlement) -> Bool {
        town.isTown(name) || !town.named(name).isEmpty || column.map { Self.isSame($0, name) } ?? false
    }

    /// - Parameter written: the name as the address has it.
    mutating func take(_ name: WrittenAddress.Settlement, written: String) throws(AddressProblem) {
        if town.book.isArea(name.words) { return }
        if let column {
            // «г. Тутаев»: the village of the row is more exact.
            guard Self.isSame(column, name) || town.isTown(name) else { throw .otherSettlement(written) }
            return
        }
        if town.isTown(name) { return }
        let known = town.named(name)
        let text: String
        if name.kind != nil, name.kind != .city || !known.isEmpty {
            text = written
        } else if known.count == 1 {
            text = known[0]
        } else {
            throw .unread([written])
        }
        if let told, !Self.isSame(told, name) { throw .unread([written]) }
        if told == nil { (told, self.text) = (name, text) }
    }

    private static func isSame(_ one: WrittenAddress.Settlement, _ other: WrittenAddress.Settlement) -> Bool {
        RegisterNames.agrees(one.kind, other.kind) && StreetName(one.words).isEqual(to: StreetName(other.words))
    }
}
