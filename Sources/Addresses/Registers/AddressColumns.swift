/// A whole address divided into the columns of a register, in the spelling of its author.
public struct AddressColumns: Hashable, Sendable {
    /// Such as `д. Ивановка`; nil for the town itself.
    public let settlement: String?
    /// Such as `ул. Лесная`; empty for a house of a village without streets.
    public let street: String
    /// In the usual form: `5Г`, `1к2с1`.
    public let number: String
    /// The flat, which is no column of a house.
    public let flat: String?

    /// Throws unless all that the address says is understood, and means one house.
    /// - Parameter settlement: of the row, which the address may not contradict.
    public init(dividing text: String, settlement column: String? = nil, in town: RegisterNames) throws(AddressProblem)
    {
        let written = WrittenAddress(reading: text)
        if town.book.isElsewhere(written) { throw .otherRegion }
        let address = town.book.withoutOwnRegion(written)
        let spelling = AddressSpelling(text)
        guard let number = address.number, address.street != nil || address.settlement != nil || column != nil else {
            throw .noHouse
        }
        if address.corner != nil { throw .corner }
        if let doubt = Self.doubt(address, spelling, in: town) { throw .doubtful(doubt) }
        if address.isVague { throw .vague }
        var choice = SettlementChoice(column: column, in: town)
        let names = address.unknown + address.trailing.map(\.words)
        if let told = address.settlement {
            try choice.take(told, written: spelling.text(of: told))
        }
        for words in names { try choice.take(.init(words: words), written: spelling.text(of: words)) }
        var street = address.street
        while let bare = street, bare.kinds.isEmpty {
            // «Никольское, 5» and «Никольское Лесная, 5»
            guard let end = bare.words.indices.last(where: { choice.knows(.init(words: Array(bare.words[...$0]))) })
            else {
                if town.isBareStreet(bare.words) { break }
                throw .bareName(spelling.text(of: bare))
            }
            let words = Array(bare.words[...end])
            try choice.take(.init(words: words), written: spelling.text(of: words))
            street = end + 1 < bare.words.count ? .init(words: Array(bare.words[(end + 1)...])) : nil
        }
        let streetText = street.map { spelling.text(of: $0) } ?? ""
        var left = spelling.left(over: address)
        // An entrance of its own is not the house.
        if left.isEmpty, address.flat == nil, let entrance = address.entrance { left = ["подъезд \(entrance)"] }
        guard left.isEmpty else { throw .unread(left) }
        let back = WrittenAddress(settlement: nil, street: streetText, number: number.description)
        guard back.number == number, back.street?.words ?? [] == street?.words ?? [] else { throw .doubtful(text) }
        self.settlement = choice.text.flatMap { town.isTown($0) ? nil : $0 }
        self.street = streetText
        self.number = number.description
        flat = address.flat
        if streetText.isEmpty, self.settlement == nil { throw .noHouse }
    }

    /// A part that may be another than it was taken for.
    private static func doubt(
        _ address: WrittenAddress,
        _ spelling: AddressSpelling,
        in town: RegisterNames
    ) -> String? {
        guard let number = address.number else { return nil }
        if address.isBareFlat, let flat = address.flat { return "\(number.description), \(flat)" }
        if let other = address.otherNumbers.first { return "\(number.description), \(other.description)" }
        if number.withoutFlat != nil { return number.description }
        if let letter = spelling.letterBeforeName { return letter }
        if let settlement = address.settlement, address.withInitial != nil, town.named(settlement).isEmpty {
            return spelling.capitalMark
        }
        return nil
    }
}
