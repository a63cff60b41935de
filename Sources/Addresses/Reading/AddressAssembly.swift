/// Puts the pieces of an address together: which words are the settlement, which the street, and which number is the
/// house.
struct AddressAssembly {
    private let pieces: [AddressPiece]
    private let read: WrittenAddress
    private let properNames: Set<String>

    /// Words with what was told about them.
    private struct Name {
        var words: [String]
        var kinds: Set<StreetKind> = []
        /// The word for the kind.
        var mark: String?
        var settlement: SettlementKind?
        /// Position of its last piece.
        var place: Int

        /// A part of a town rather than a street, when a street is told too.
        var isPart: Bool { !kinds.isEmpty && kinds.isSubset(of: [.microdistrict, .quarter, .territory]) }
    }

    /// - Parameter names: words that are written like names.
    init(_ pieces: [AddressPiece], _ read: WrittenAddress, names: Set<String>) {
        self.pieces = pieces
        self.read = read
        properNames = names
    }

    func address() -> WrittenAddress {
        var address = read
        var names = self.names
        // The last is the most exact: «г. Тутаев, д. Ивановка».
        if let index = names.lastIndex(where: { $0.settlement != nil }) {
            let name = names.remove(at: index)
            address.settlement = WrittenAddress.Settlement(kind: name.settlement, words: name.words)
        }
        let numbers = self.numbers
        let last = numbers.last { number in names.contains { $0.place < number.place } }
        // The first number behind the last name that has numbers behind it.
        let behind = last.flatMap { last in
            let name = names.last { $0.place < last.place }?.place ?? 0
            return numbers.filter { $0.place > name }
        }
        let marked = numbers.first { $0.isMarked }
        let house = firstNumber(behind: names, before: marked?.place) ?? marked ?? behind?.first ?? numbers.first
        address.number = house?.number
        // «5, 7 9 11», «дом 5, дом 7»
        if Set(numbers.map(\.number.loose)).count > 1 { address.isVague = true }
        guard let street = street(of: names, before: house?.place) else { return address }
        if let house, !house.isMarked, house.place == names[street].place + 1, case .words = pieces[house.place - 1] {
            address.isNumberBesideName = true
        }
        address.street = WrittenAddress.Street(kinds: names[street].kinds, words: names[street].words)
        for (index, name) in names.enumerated() where index != street {
            if let house, name.place > house.place, name.kinds.isEmpty, names[street].place < house.place {
                // Mostly it says more about the place in the house.
                address.trailing.append(WrittenAddress.Trailing(words: name.words, names: properNames))
            } else {
                address.unknown.append(name.words)
            }
        }
        return address
    }

    /// «ул. Ленина, 5, со стороны дома 7», «ул. Ленина, 5 или 7»: the first number behind the street is rather the house.
    /// - Parameter marked: position of the first number behind «дом».
    private func firstNumber(behind names: [Name], before marked: Int?) -> Number? {
        let streets = names.filter { !$0.kinds.isEmpty && !$0.isPart }
        guard marked != nil || !streets.isEmpty else { return nil }
        return numbers.first { number in
            number.place < marked ?? pieces.count
                && (streets.isEmpty ? names : streets).contains { $0.place < number.place }
        }
    }

    private typealias Number = (number: HouseNumber, isMarked: Bool, place: Int)

    private var numbers: [Number] {
        pieces.enumerated().compactMap { place, piece in
            guard case .number(let number, let isMarked) = piece else { return nil }
            return (number, isMarked, place)
        }
    }

    /// The street: a name with a kind, or else the last name before the house, or else the first after it.
    private func street(of names: [Name], before house: Int?) -> Int? {
        let kinded = names.indices.filter { !names[$0].kinds.isEmpty }
        if let street = kinded.first(where: { !names[$0].isPart }) ?? kinded.last { return street }
        guard let house else { return names.indices.last }
        return names.indices.last { names[$0].place < house } ?? names.indices.first
    }

    private var names: [Name] {
        var names: [Name] = []
        var settlement: SettlementKind?
        /// A kind whose name follows.
        var kinds: (Set<StreetKind>, String)?
        var beginsPart = true
        func close(_ place: Int) {
            // «Набережная, 5»: the word for a kind is the name itself.
            if let (_, word) = kinds { names.append(Name(words: [word], place: place)) }
            kinds = nil
        }
        for (place, piece) in pieces.enumerated() {
            switch piece {
            case .comma, .number:
                close(place)
                settlement = nil
            case .settlement(let kind):
                settlement = kind
                // «тер. СНТ Ветеран»
                if let (told, _) = kinds, told == [.territory] { kinds = nil }
            case .words(let words):
                names.append(
                    Name(
                        words: words,
                        kinds: kinds?.0 ?? [],
                        mark: kinds?.1,
                        settlement: kinds == nil ? settlement : nil,
                        place: place
                    )
                )
                (kinds, settlement) = (nil, nil)
            case .street(let told, let word):
                let follows: Bool = if place + 1 < pieces.count, case .words = pieces[place + 1] { true } else { false }
                // «Волжский проспект»
                if !follows, !beginsPart, var last = names.last, last.kinds.isEmpty, last.settlement == nil {
                    last.kinds = told
                    last.place = place
                    names[names.count - 1] = last
                } else if !follows, !beginsPart, var last = names.last, !last.kinds.isEmpty {
                    if told == [.street], last.kinds != told, let mark = last.mark {
                        // «Набережная 1-я ул.»
                        last.words.append(mark)
                        last.kinds = told
                    } else {
                        // «ул. Красная площадь»
                        last.words.append(word)
                    }
                    last.place = place
                    names[names.count - 1] = last
                } else {
                    close(place)
                    kinds = (told, word)
                }
            }
            if case .comma = piece { beginsPart = true } else { beginsPart = false }
        }
        close(pieces.count)
        return names
    }
}

extension WrittenAddress {
    /// Reads an address as a person wrote it.
    public init(reading text: String) {
        self.init(reading: text, isStreet: false)
    }

    /// - Parameter isStreet: whether all is the name of a street, from the column of a register.
    init(reading text: String, isStreet: Bool) {
        var scanner = AddressScanner(AddressWords.tokens(of: text), isStreet: isStreet)
        scanner.scan()
        self = AddressAssembly(scanner.pieces, scanner.address, names: scanner.names).address()
    }
}

extension WrittenAddress.Trailing {
    /// - Parameter names: words that are written like names.
    init(words: [String], names: Set<String>) {
        self.init(
            words: words,
            isName: words.count < 3
                && words.allSatisfy { names.contains($0) && $0.unicodeScalars.count > (words.count > 1 ? 2 : 3) }
        )
    }
}
