// The house with the parts that stand before or far behind its number, its corner, and what is told in brackets.
extension AddressScanner {
    /// Reads the number of a house with all its parts.
    mutating func readHouse(isMarked: Bool) {
        guard let token = token(at: place), token.kind == .number, !isMarked || !skipCount() else { return }
        var reader = HouseNumberReader(tokens, at: place)
        reader.read()
        place = reader.place
        var number = reader.number
        if let corpus, number.parts.isEmpty { number.parts = [HouseNumber.Part(.corpus, corpus)] }
        corpus = nil
        pieces.append(.number(number, isMarked: isMarked))
        address.otherNumbers += reader.others
        if let flat = reader.flat {
            if address.flat == nil { (address.flat, address.isBareFlat) = (flat, true) } else { address.isVague = true }
        }
        if reader.isSeveral { address.isVague = true }
        if reader.isCorner { readCorner() }
        skipAside()
    }

    /// «корпус 2, дом 7»
    mutating func readCorpusBefore(_ text: String) -> Bool {
        guard AddressMarks.corpus.contains(text), !hasHouse, let (value, end) = value(at: afterPoints(place + 1)),
            value.first?.isNumber == true
        else { return false }
        let next = token(at: end)?.kind == .comma ? end + 1 : end
        guard let mark = word(at: next), AddressMarks.house.contains(mark), isNumber(at: afterPoints(next + 1)) else {
            return false
        }
        corpus = value
        place = end
        return true
    }

    /// «5, кв. 12, лит. Е»: a part behind the flat. A number with a part and no house, «с5», is none.
    mutating func readLatePart(_ text: String) -> Bool {
        guard AddressMarks.isPart(text), let (value, end) = value(at: afterPoints(place + 1)) else { return false }
        guard let house = pieces.lastIndex(where: { if case .number = $0 { true } else { false } }),
            case .number(var number, let isMarked) = pieces[house]
        else {
            if isNumber(at: place + 1), token(at: place + 1)?.isGlued == true { address.isVague = true }
            return false
        }
        guard let part = HouseNumberReader.part(named: text) else { return false }
        number.parts.append(HouseNumber.Part(part, value))
        pieces[house] = .number(number, isMarked: isMarked)
        place = end
        return true
    }

    /// «54 / ул. Карла Маркса, 20А»
    private mutating func readCorner() {
        var rest = AddressScanner(Array(tokens[place...]))
        rest.scan()
        let other = AddressAssembly(rest.pieces, rest.address, names: rest.names).address()
        if let street = other.street { address.corner = WrittenAddress.Corner(street: street, number: other.number) }
        address.flat = address.flat ?? other.flat
        address.entrance = address.entrance ?? other.entrance
        place = tokens.count
    }

    /// «33 (подъезды 1, 2)»
    private mutating func skipAside() {
        guard isSign("(", at: place) else { return }
        let end = tokens[place...].firstIndex { $0.text == ")" } ?? tokens.count
        var aside = AddressScanner(Array(tokens[(place + 1)..<end]))
        aside.scan()
        address.entrance = address.entrance ?? aside.address.entrance
        address.flat = address.flat ?? aside.address.flat
        address.storey = address.storey ?? aside.address.storey
        if case .number(let number, false) = aside.pieces.first, aside.pieces.count == 1, address.flat == nil {
            (address.flat, address.isBareFlat) = (number.description.lowercased(), true)
        } else if aside.hasHouse {
            // «5 (бывший 7)»
            address.isVague = true
        }
        for case .words(let words) in aside.pieces {
            address.trailing.append(WrittenAddress.Trailing(words: words, names: names))
        }
        place = min(end + 1, tokens.count)
    }
}
