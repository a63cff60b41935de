// Words about what is at the house, and lists of its flats and entrances.
extension AddressScanner {
    /// «школа № 5», «детская площадка»: neither a street nor a house.
    mutating func readThing(_ text: String) -> Bool {
        guard AddressThings.contains(text), !isNamedBefore else { return false }
        dropAdjective()
        place += 1
        let number = afterPoints(place)
        // «двор 5 дома»: the number belongs to the word after it.
        guard isNumber(at: number), number > place || hasHouse || endsThing(number + 1) else {
            // «магазин Магнит»
            if hasHouse, AddressThings.haveNames(text), let name = token(at: place), name.isName,
                !OtherTowns.contains(name.text), !beginsHouse(place + 1)
            {
                place += 1
            }
            return true
        }
        place = number + 1
        while let token = token(at: place), token.isGlued, token.kind == .number || token.isLetter { place += 1 }
        return true
    }

    /// Removes the last word if it belongs to the thing or the house that follows.
    mutating func dropAdjective() {
        while case .words(var words) = pieces.last, let last = words.last, AddressThings.isAdjective(last) {
            words.removeLast()
            if words.isEmpty { pieces.removeLast() } else { pieces[pieces.count - 1] = .words(words) }
        }
    }

    /// Whether a mark stands before this word, so that it is a name: «ул. Школа».
    private var isNamedBefore: Bool {
        switch pieces.last {
        case .street, .settlement: true
        default: false
        }
    }

    private func beginsHouse(_ place: Int) -> Bool {
        isNumber(at: token(at: place)?.kind == .comma ? place + 1 : place)
    }

    private func endsThing(_ place: Int) -> Bool {
        guard let token = token(at: place) else { return true }
        return token.kind != .word || !AddressMarks.house.contains(token.text)
    }

    /// «первый подъезд», «третий этаж»
    mutating func readOrdinalRoom(_ text: String) -> Bool {
        guard let digits = OrdinalWords.digits(text), let mark = word(at: place + 1), AddressMarks.isRoom(mark),
            value(at: afterPoints(place + 2)) == nil
        else { return false }
        set(mark, digits)
        place += 2
        return true
    }

    /// The other numbers of «подъезды 1, 2», «квартиры 5 и 6» and «этажи 1-3».
    mutating func skipList() {
        while let sign = token(at: place) {
            let isAnd = sign.text == "и" || sign.text == "-"
            guard isAnd || sign.kind == .comma && hasHouse, isNumber(at: place + 1), roomAfter(place + 1) == nil else {
                return
            }
            let follower = token(at: place + 2)
            guard isAnd && follower?.kind != .word || !isAnd && follower.map(Self.endsList) ?? true else { return }
            place += 2
        }
    }

    private static func endsList(_ token: AddressToken) -> Bool {
        token.kind == .comma || token.text == ")" || token.text == "." || token.text == "и"
    }
}
