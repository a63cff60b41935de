// Numbers of houses, and numbers that belong to names, flats or entrances.
extension AddressScanner {
    mutating func readNumber(_ token: AddressToken) {
        if token.text.count == 6, address.index == nil,
            !(self.token(at: place + 1)?.isGlued ?? false) || isComma(place + 1)
        {
            address.index = token.text
            place += 1
            return
        }
        // «152300,76,Тутаевский р-н»: a region by its number.
        if address.index != nil, pieces.allSatisfy({ $0 == .comma }), token.text.count == 2, isComma(place + 1) {
            place += 1
            return
        }
        if token.text.count > 6 {
            // A telephone number or the like.
            place += 1
            return
        }
        if skipCount() { return }
        if let (mark, end) = roomAfter(place), !isHouseBeforeMark(end) {
            set(mark, token.text)
            place = end
            skipList()
            return
        }
        // «справа от 5», «Дементьева и 5»
        if !hasHouse, !pieces.isEmpty, let before = word(at: place - 1),
            AddressMarks.relations.contains(before) || AddressMarks.conjunctions.contains(before)
        {
            address.isVague = true
        }
        if let end = endOfNameNumber() {
            if let ending = word(at: end - 1), AddressMarks.ordinals.contains(ending) { address.hasOrdinal = true }
            add(word: HouseNumber.withoutZeros(token.text))
            if let ordinal = word(at: end - 1), ordinal.hasPrefix("лет") { add(word: "лет") }
            place = end
            return
        }
        readHouse(isMarked: false)
    }

    /// «Ленина 10 кв»: the flat is not told, and 10 is the only number.
    private func isHouseBeforeMark(_ end: Int) -> Bool {
        guard !hasHouse, case .words = pieces.last, let mark = word(at: place + 1), AddressMarks.flat.contains(mark),
            token(at: place + 1)?.isGlued == false
        else { return false }
        return !tokens[end...].contains { $0.kind == .number || $0.kind == .word }
    }

    private func isComma(_ place: Int) -> Bool { token(at: place)?.kind == .comma }

    /// «2 подъезд», «2-й этаж», «12 кв.»: the word after the number, unless it has a number of its own.
    func roomAfter(_ place: Int) -> (mark: String, end: Int)? {
        var next = place + 1
        // «2 п»
        if hasHouse, word(at: next) == "п", token(at: next)?.isGlued == false,
            token(at: afterPoints(next + 1)).map({ $0.kind == .comma }) ?? true
        {
            return ("п", next + 1)
        }
        if isSign("-", at: next) { next += 1 }
        if let ordinal = word(at: next), AddressMarks.ordinals.contains(ordinal) { next += 1 }
        guard let mark = word(at: next), AddressMarks.isRoom(mark), value(at: afterPoints(next + 1)) == nil else {
            return nil
        }
        return (mark, next + 1)
    }

    /// The position after a number that belongs to the name of a street: «8 Марта», «1-я Заводская», «мкр. 7».
    private func endOfNameNumber() -> Int? {
        var next = place + 1
        let hasDash = isSign("-", at: next)
        if hasDash { next += 1 }
        if let ordinal = word(at: next), AddressMarks.ordinals.contains(ordinal),
            hasDash || ordinal.count > 1 || token(at: next)?.isGlued == true
        {
            return next + 1
        }
        // «8-е Марта», «50 л. Победы»
        if let word = word(at: next), word == "е" && (hasDash || token(at: next)?.isGlued == true) || word == "л" {
            let end = afterPoints(next + 1)
            if let follower = self.word(at: end), follower.unicodeScalars.count > 3, !AddressMarks.isRoom(follower) {
                return word == "л" ? next : end
            }
        }
        // «1 Набережная 3»
        if !hasDash, let word = word(at: next), word.unicodeScalars.count > 5, !StreetKind.named(word).isEmpty,
            !StreetKind.named(word).contains(.street), isHouse(at: afterPoints(next + 1))
        {
            return next
        }
        // «8-марта», «8.марта»
        let date = afterPoints(place + 1)
        if date > place + 1, let word = word(at: date), AddressMarks.dates.contains(word) { return date }
        // «мкр. 7», «ул. 1905 года»
        if case .street = pieces.last {
            let isNamedBefore = pieces.dropLast().last.map { if case .words = $0 { true } else { false } } ?? false
            if !isNamedBefore, !isKindName() { return place + 1 }
        }
        guard !hasDash, let word = word(at: place + 1), word.unicodeScalars.count > 1 else { return nil }
        if !StreetKind.named(word).isDisjoint(with: [.microdistrict, .quarter, .line]) { return place + 1 }
        let isMark =
            AddressMarks.isPart(word) || AddressMarks.isRoom(word)
            || AddressMarks.house.contains(word) || AddressMarks.intercom.contains(word)
            || AddressMarks.fillers.contains(word) || AddressMarks.near.contains(word)
            || AddressMarks.conjunctions.contains(word)
            || !StreetKind.named(word).isEmpty || AddressMarks.settlement[word] != nil
            || AddressThings.contains(word) || OrdinalWords.digits(word) != nil
        // «5аб» and «5кАс2» are houses.
        let letters = Array(word.unicodeScalars)
        let isGluedLetters =
            token(at: place + 1)?.isGlued == true
            && (letters.count <= 2 || letters.count <= 4 && letters[0] == "к" && letters[2] == "с")
        return isMark || isGluedLetters || isHouse(before: word) ? nil : place + 1
    }

    /// «Набережная 5»: the word for the kind is the name, because there is no other number.
    private func isKindName() -> Bool {
        guard case .street(let kinds, let word) = pieces.last, word.unicodeScalars.count > 5, !isStreet,
            kinds.isDisjoint(with: [.street, .microdistrict, .quarter, .line, .territory])
        else { return false }
        let next = token(at: place + 1)
        return next.map { $0.kind != .word || AddressMarks.isRoom($0.text) } ?? true && !isHouseLater(place + 1)
    }

    /// Whether the number of a house begins here.
    private func isHouse(at place: Int) -> Bool {
        let next = token(at: place)?.kind == .comma ? place + 1 : place
        return isNumber(at: next)
            || word(at: next).map(AddressMarks.house.contains) == true && isNumber(at: afterPoints(next + 1))
    }

    /// «Лесная 5 Никольское»: between a name and a word, the only number is the house.
    private func isHouse(before word: String) -> Bool {
        guard !isStreet, !AddressMarks.dates.contains(word) else { return false }
        switch pieces.last {
        case .words: break
        case .street: guard case .words = pieces.dropLast().last else { return false }
        // «ул. Мира, 5 нет воды»
        case .comma: return hasStreet && !hasHouse
        default: return false
        }
        return !isHouseLater(place + 1)
    }

    /// Whether a street with its kind has been read.
    private var hasStreet: Bool {
        pieces.contains { piece in
            guard case .street(let kinds, _) = piece else { return false }
            return kinds.isDisjoint(with: [.microdistrict, .quarter, .territory, .line])
        }
    }

    /// Whether a number that may be a house stands at `start` or later.
    func isHouseLater(_ start: Int) -> Bool {
        tokens.indices.contains {
            $0 >= start && tokens[$0].kind == .number && tokens[$0].text.count < 6 && !isRoomNumber($0)
        }
    }

    /// «кв. 3», «3 этаж»
    private func isRoomNumber(_ number: Int) -> Bool {
        if roomAfter(number) != nil { return true }
        var before = number - 1
        while before > place, tokens[before].kind == .sign { before -= 1 }
        return AddressMarks.isRoom(tokens[before].text) || AddressMarks.intercom.contains(tokens[before].text)
    }
}
