// Settlements. Classifiers of addresses write their marks behind the name: «Тутаев г, Дементьева ул».
extension AddressScanner {
    /// «Ленина 48, вход с арки», «Ленина 48 с торца»
    private func isPreposition(_ token: AddressToken) -> Bool {
        guard token.text == "с", hasHouse, !isSign(".", at: place + 1) else { return false }
        return switch pieces.last {
        case .words: true
        case .number: self.token(at: place + 1)?.isName == false
        default: false
        }
    }

    mutating func readSettlement(_ token: AddressToken) -> Bool {
        guard !(token.isLetter && isInitial), !isPreposition(token) else { return false }
        let (abbreviation, end) = initials()
        let isLong = abbreviation.count > 1 && AddressMarks.settlement[abbreviation] != nil
        guard let kind = AddressMarks.settlement[isLong ? abbreviation : token.text] else { return false }
        var next = isLong ? end : place + 1
        while isSign(".", at: next) || isSign("-", at: next) { next += 1 }
        if isBehindSettlement(next) {
            nameSettlement(kind)
            place = next
            return true
        }
        guard let name = word(at: next), name.unicodeScalars.count > 1 || isSize(next), StreetKind.named(name).isEmpty,
            !AddressMarks.house.contains(name), !AddressMarks.isRoom(name)
        else { return false }
        inRegion = false
        pieces.append(.settlement(kind))
        place = next
        return true
    }

    /// «д. М. Ивановка»
    private func isSize(_ place: Int) -> Bool {
        guard let letter = word(at: place), ["б", "м", "в", "н"].contains(letter), isSign(".", at: place + 1) else {
            return false
        }
        return word(at: place + 2).map { $0.unicodeScalars.count > 2 } ?? false
    }

    /// The letters of an abbreviation in parts, and the position after it: `рп` of «р.п.», `пгт` of «п.г.т.».
    func initials() -> (text: String, end: Int) {
        var text = ""
        var end = place
        var next = place
        while let letter = token(at: next), letter.isLetter {
            text += letter.text
            end = next + 1
            guard isSign(".", at: end) || isSign("/", at: end), token(at: end + 1)?.isGlued == true else { break }
            next = end + 1
        }
        return (text, end)
    }

    /// Whether the mark before `next` belongs to the words before it: its part ends here, or a street with its own mark
    /// behind it follows.
    func isBehindSettlement(_ next: Int) -> Bool {
        guard case .words(let words) = pieces.last, words.last?.unicodeScalars.count ?? 0 > 1 else { return false }
        switch pieces.dropLast().last {
        case .street, .settlement: return false
        default: break
        }
        guard let follower = token(at: next), follower.text != ")" else { return true }
        if follower.kind == .comma { return true }
        guard follower.kind == .word, let kind = tokens[next...].firstIndex(where: { $0.kind != .word || isKind($0) }),
            kind > next, isKind(tokens[kind])
        else { return false }
        return endsPart(kind)
    }

    /// Tells what the last words are.
    mutating func nameSettlement(_ kind: SettlementKind) {
        guard let name = pieces.popLast() else { return }
        pieces += [.settlement(kind), name, .comma]
    }

    func isKind(_ token: AddressToken) -> Bool { !StreetKind.named(token.text).isEmpty }

    /// Whether no name follows the word.
    func endsPart(_ place: Int) -> Bool {
        var next = place + 1
        while isSign(".", at: next) { next += 1 }
        guard let token = token(at: next) else { return true }
        return token.kind != .word || AddressMarks.house.contains(token.text) && isNumber(at: afterPoints(next + 1))
    }
}
