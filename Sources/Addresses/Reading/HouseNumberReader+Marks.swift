// Corpus, building (строение) and litera.
extension HouseNumberReader {
    /// Whether a part of the number is in these brackets: «(корп. 2)», «(2 корпус)», «(А)».
    func beginsPart(_ place: Int) -> Bool {
        guard let token = token(at: place) else { return false }
        if partBehind(place) != nil { return true }
        if token.isLetter {
            return self.token(at: place + 1)?.text == ")" || value(at: skipping(["."], from: place + 1)) != nil
        }
        return Self.part(named: token.text) != nil && value(at: skipping([".", "№"], from: place + 1)) != nil
    }

    /// What part a word or letter marks.
    private static func part(markedBy word: String) -> HouseNumber.PartKind? {
        if AddressMarks.corpus.contains(word) { return .corpus }
        if AddressMarks.building.contains(word) { return .building }
        return AddressMarks.litera.contains(word) ? .litera : nil
    }

    /// What part a whole word names.
    static func part(named word: String) -> HouseNumber.PartKind? {
        word.unicodeScalars.count > 1 ? part(markedBy: word) : nil
    }

    /// «2 корпус», «2-й корпус», «второй корпус»: the word after the number, unless it has a number of its own.
    func partBehind(_ place: Int) -> (kind: HouseNumber.PartKind, text: String, end: Int)? {
        guard let first = token(at: place) else { return nil }
        let text = first.kind == .number ? HouseNumber.withoutZeros(first.text) : OrdinalWords.digits(first.text)
        guard let text else { return nil }
        var next = skipping(["-"], from: place + 1)
        if first.kind == .number, let ordinal = token(at: next), ordinal.kind == .word,
            AddressMarks.ordinals.contains(ordinal.text)
        {
            next += 1
        }
        guard let word = token(at: next), word.kind == .word, let kind = Self.part(named: word.text), kind != .litera,
            !hasValue(next + 1)
        else { return nil }
        return (kind, text, next + 1)
    }

    /// Whether the number or the letter of a part stands here: «корпус 2», but not «2 корпус г. Тутаев».
    private func hasValue(_ place: Int) -> Bool {
        guard let (text, end) = value(at: skipping([".", "№", "-"], from: place)) else { return false }
        return text.first?.isNumber == true || endsValue(text, end)
    }

    /// «корпус 2», «к. а», «стр. 1», «лит. Г»: whether such a part was read; nil if the word is no mark of one here.
    mutating func readMark(_ token: AddressToken, at next: Int, behind: Int, hasComma: Bool) -> Bool? {
        guard let kind = Self.part(markedBy: token.text) else { return nil }
        guard let (value, end) = value(at: behind) else {
            return token.isLetter ? nil : readValueInWords(kind, at: behind)
        }
        let isNumber = value.first?.isNumber == true
        guard token.isLetter else { return add(kind, value, to: end) }
        let hasPoint = behind > next + 1 && self.token(at: next + 1)?.text != "-"
        if isNumber {
            guard kind != .litera else { return nil }
            if hasPoint {
                // «5, с. 1 подъезд»
                if isRoomAfter(end) { others.append(number) }
                return add(kind, value, to: end)
            }
            return readNumbered(token, kind, value, at: next, to: end, hasComma: hasComma)
        }
        // «5, к. а»
        if hasPoint, kind != .building || hasComma { return add(kind, value, to: end) }
        // «5 к а», but not «5К в подвале»
        guard kind == .corpus || hasComma, !token.isGlued || hasComma || self.token(at: end - 1)?.isGlued == true,
            endsValue(value, end)
        else { return nil }
        doubt(.letter, token.text)
        return add(kind, value, to: end)
    }

    /// «корпус два» and «литера бэ»: the house is another than that without the part, even if the value is not understood.
    private mutating func readValueInWords(_ kind: HouseNumber.PartKind, at place: Int) -> Bool? {
        guard let word = token(at: place), word.kind == .word, !word.isLetter, !Self.isMark(word.text) else {
            return nil
        }
        if kind != .litera, let digits = OrdinalWords.digitsOfPart(word.text) {
            return add(kind, digits, to: place + 1)
        }
        if word.text != "нет" { isSeveral = true }
        return nil
    }

    /// Whether a letter after «к» can be no word.
    private func endsValue(_ letter: String, _ end: Int) -> Bool {
        guard let follower = token(at: skipping(["."], from: end)), follower.kind == .word || follower.kind == .number
        else { return true }
        guard follower.kind == .word, !Self.prepositions.contains(letter) else { return false }
        return Self.isMark(follower.text)
    }

    /// «5к2», «5 к 2» and «5 с 1», but not «5 к 2 подъезду» and «5 с 1 декабря».
    private mutating func readNumbered(
        _ mark: AddressToken,
        _ kind: HouseNumber.PartKind,
        _ value: String,
        at next: Int,
        to end: Int,
        hasComma: Bool
    ) -> Bool? {
        let isGlued = mark.isGlued && !hasComma
        if let first = token(at: next + 1), first.kind == .number, first.isGlued { return add(kind, value, to: end) }
        // «5С 3 этаж»
        if isGlued, isRoomAfter(end) { return nil }
        doubt(.letter, mark.text)
        guard !isGlued, let word = token(at: skipping(["-"], from: end)), word.kind == .word else {
            return add(kind, value, to: end)
        }
        if endsPreposition(word.text, end) {
            others.removeLast()
            return false
        }
        // «5 К 2-й подъезд»
        if AddressMarks.ordinals.contains(word.text) { return false }
        if isRoomAfter(end) || !word.isLetter && !Self.isMark(word.text) && !word.isName { others.append(number) }
        return add(kind, value, to: end)
    }

    /// Whether a number and this word are what «к» or «с» leads to: «к 2 подъезду», «с 1 декабря», «с 1-го числа».
    private func endsPreposition(_ word: String, _ end: Int) -> Bool {
        AddressMarks.isObliqueRoom(word) || AddressMarks.dates.contains(word) || CountedWords.isMeasure(word)
            || ["го", "ого", "му", "ому"].contains(word)
            || ["по", "до"].contains(word) && token(at: end + 1)?.kind == .number
    }

    /// «5кА», «5кАс2», «5кАсБ» and «5Ак2», but not «5кв12».
    mutating func readGluedCorpus(_ text: String, at next: Int) -> Bool {
        let letters = Array(text.unicodeScalars)
        let follower = token(at: skipping([".", "№"], from: next + 1))
        if letters.count == 2, letters[0] != "к", let (value, end) = value(at: next + 1), follower?.isGlued == true,
            value.first?.isNumber == true, letters[1] == "к" || letters[1] == "с"
        {
            number.parts.append(HouseNumber.Part(.letter, String(letters[0])))
            return add(letters[1] == "к" ? .corpus : .building, value, to: end)
        }
        guard letters.count == 2 || letters.count <= 4 && letters.count > 2 && letters[2] == "с", letters[0] == "к",
            (follower?.kind == .number) == (letters.count == 3)
        else { return false }
        number.parts.append(HouseNumber.Part(.corpus, String(letters[1])))
        place = next + 1
        // «5кАсБ»
        if letters.count == 4 { return add(.building, String(letters[3]), to: place) }
        guard letters.count == 3, let (value, end) = value(at: next + 1) else { return true }
        return add(.building, value, to: end)
    }
}
