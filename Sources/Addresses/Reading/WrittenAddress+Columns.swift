// Addresses in columns of their own, as registers have them.
extension WrittenAddress {
    /// Reads the parts of an address.
    /// - Parameters:
    ///   - settlement: such as `д. Ивановка`, or a bare name.
    ///   - street: such as `ул. Лесная`; it may begin with the settlement.
    public init(settlement: String?, street: String?, number: String) {
        let place = WrittenAddress(settlement: settlement, street: street ?? "")
        self = WrittenAddress(number: number)
        (self.settlement, self.street, unknown) = (place.settlement, place.street, place.unknown)
        regions = place.regions
    }

    /// Reads the column of the house.
    init(number: String) {
        self = WrittenAddress(reading: "д. \(number)")
    }

    /// Reads the columns of the street and the settlement.
    init(settlement: String?, street: String) {
        self = WrittenAddress(reading: street, isStreet: true)
        // A number alone is the name, and one behind the name belongs to it: «ул. Заводская-2».
        if self.street == nil, let number, self.settlement == nil {
            self.street = Street(words: [number.description.lowercased()])
        } else if let number, isNumberBesideName {
            self.street?.words.append(number.description.lowercased())
        }
        number = nil
        guard let settlement else { return }
        let read = WrittenAddress(reading: settlement)
        regions += read.regions
        let words = AddressWords.tokens(of: settlement).filter { $0.kind == .word || $0.kind == .number }.map(\.text)
        // «мкр. Молявинское»
        let named = read.street.flatMap { $0.kinds.isEmpty || read.number != nil ? nil : $0.words } ?? words
        self.settlement = read.settlement ?? (named.isEmpty ? nil : Settlement(words: named))
    }
}
