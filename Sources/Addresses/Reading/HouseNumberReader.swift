/// Reads the number of a house from its digits to its last part.
struct HouseNumberReader {
    let tokens: [AddressToken]
    var place: Int
    var number: HouseNumber
    /// What else the same text can mean: 5Г for «5 г. Тутаев», 22В for «22 в подвале».
    var others: [HouseNumber] = []
    /// A bare number after a comma.
    private(set) var flat: String?
    /// Whether other houses are named too, «5 и 7», or what follows cannot be a part of a number.
    var isSeveral = false
    /// Whether a slash follows, and behind it the other street of a corner.
    private(set) var isCorner = false

    /// - Parameter place: the position of the digits.
    init(_ tokens: [AddressToken], at place: Int) {
        self.tokens = tokens
        self.place = place + 1
        number = HouseNumber(tokens[place].text)
    }

    mutating func read() {
        while readPart() {}
    }

    func token(at place: Int) -> AddressToken? { tokens.indices.contains(place) ? tokens[place] : nil }

    func skipping(_ signs: Set<String>, from place: Int) -> Int {
        var place = place
        while let token = token(at: place), token.kind == .sign, signs.contains(token.text) { place += 1 }
        return place
    }

    mutating func add(_ kind: HouseNumber.PartKind, _ text: String, to end: Int) -> Bool {
        number.parts.append(HouseNumber.Part(kind, text))
        place = end
        return true
    }

    /// The number with a part that it may have.
    mutating func doubt(_ kind: HouseNumber.PartKind, _ text: String) {
        others.append(HouseNumber(number.main, number.parts + [HouseNumber.Part(kind, text)]))
    }

    /// Digits with a letter glued to them, or a letter.
    func value(at place: Int) -> (text: String, end: Int)? {
        guard let first = token(at: place) else { return nil }
        if first.isLetter { return (first.text, place + 1) }
        guard first.kind == .number else { return nil }
        let digits = HouseNumber.withoutZeros(first.text)
        guard let next = token(at: place + 1), next.isLetter, next.isGlued,
            !(AddressMarks.corpus.contains(next.text) || AddressMarks.building.contains(next.text))
                || token(at: place + 2)?.kind != .number
        else { return (digits, place + 1) }
        return (digits + next.text, place + 2)
    }

    mutating func readPart() -> Bool {
        var next = skipping(["."], from: place)
        let hasPoints = next > place + 1
        let hasComma = token(at: next)?.kind == .comma
        // «5; 7» and «5..7»
        let isList = hasPoints || token(at: next)?.text == ";"
        // «38,,1» of a table: there is no corpus.
        while token(at: next)?.kind == .comma { next += 1 }
        guard let token = token(at: next) else { return false }
        switch token.kind {
        case .comma: return false
        case .sign: return !hasComma && readSign(token.text, at: next)
        case .number:
            let isRead = readNumber(at: next, hasComma: hasComma)
            if isRead, isList { isSeveral = true }
            return isRead
        case .word: return readWord(token, at: next, hasComma: hasComma)
        }
    }

    private mutating func readSign(_ sign: String, at next: Int) -> Bool {
        switch sign {
        case "/": return readFraction(at: next + 1)
        case "-": return readDash(at: next + 1)
        case "+":
            if let token = token(at: next + 1), token.kind == .number, token.text.count < 4 { isSeveral = true }
            return false
        case "(":
            // «7 (корп. 2)»
            guard beginsPart(next + 1) else { return false }
            place = next + 1
            let isRead = readPart()
            place = skipping([".", ")"], from: place)
            return isRead
        default: return false
        }
    }

    private mutating func readDash(at next: Int) -> Bool {
        guard let token = token(at: next) else { return false }
        if token.kind == .word, !token.isLetter {
            // «5-подвал»
            if token.isGlued, self.token(at: next - 1)?.isGlued == true, !Self.isMark(token.text) { isSeveral = true }
            return false
        }
        // «5 - в подвале»
        if token.isLetter, !token.isGlued { return readWord(token, at: next, hasComma: true) }
        guard let (text, end) = value(at: next), !isRoomAfter(end) else { return false }
        return add(text.first?.isNumber == true ? .dash : .letter, text, to: end)
    }

    mutating func readFraction(at next: Int) -> Bool {
        if let (text, end) = value(at: next), !isNumberOfName(end) {
            return add(text.first?.isNumber == true ? .fraction : .letter, text, to: end)
        }
        guard let token = token(at: next), token.kind != .sign else { return false }
        // «5 дробь один»
        if token.kind == .word, let digits = OrdinalWords.digitsOfPart(token.text), !isName(behind: next) {
            return add(.fraction, digits, to: next + 1)
        }
        place = next
        isCorner = true
        return false
    }

    /// Whether a street may begin with the word: «5/Вторая Заводская».
    private func isName(behind place: Int) -> Bool {
        guard let word = token(at: place + 1) else { return false }
        return word.kind == .word && !Self.isMark(word.text)
    }

    /// «5/5-го Декабря» and «54/8 Марта» are corners.
    private func isNumberOfName(_ place: Int) -> Bool {
        guard let word = token(at: skipping(["-", "."], from: place)), word.kind == .word else { return false }
        let isOrdinal =
            AddressMarks.ordinals.contains(word.text) && (word.isGlued || word.text.unicodeScalars.count > 1)
        return isOrdinal || AddressMarks.dates.contains(word.text)
    }

    private mutating func readNumber(at next: Int, hasComma: Bool) -> Bool {
        // «7А3»
        if !hasComma, next == place, tokens[next].isGlued, number.parts.last?.kind == .letter,
            let (text, end) = value(at: next), !isRoomAfter(end)
        {
            return add(.fraction, text, to: end)
        }
        if let part = partBehind(next) { return add(part.kind, part.text, to: part.end) }
        guard !isRoomAfter(next + 1), let (text, end) = value(at: next), !isOrdinal(at: end) else { return false }
        if isName(at: next) {
            doubtSecond(text, before: end)
            return false
        }
        guard hasComma else {
            guard number.parts.last?.kind != .blank else { return false }
            return add(.blank, text, to: end)
        }
        // A third bare number is another house.
        if flat != nil { isSeveral = true }
        flat = text
        place = end
        return true
    }

    /// «5, 7 нет воды»: a corpus or a second house, but not «5, 7 колодцев» and «5, 8 Марта».
    private mutating func doubtSecond(_ text: String, before place: Int) {
        guard !isNumberOfName(place), let word = token(at: skipping(["-"], from: place))?.text,
            !CountedWords.isMeasure(word),
            !CountedWords.isCompound(word), !CountedWords.isCounted(word, by: text)
        else { return }
        doubt(.corpus, text)
        let second = HouseNumber(reading: text)
        if second.isBehind(number) { others.append(second) }
    }

    /// «5 3-й день», «5, 2-х этажный»
    private func isOrdinal(at place: Int) -> Bool {
        guard token(at: place)?.text == "-", let ending = token(at: place + 1), ending.isGlued else { return false }
        return AddressMarks.ordinals.contains(ending.text) || ending.text == "х"
    }

    /// Whether a word such as «подъезд» follows that has no number of its own.
    func isRoomAfter(_ place: Int) -> Bool {
        var next = skipping(["-"], from: place)
        // «2 п»
        if let word = token(at: next), word.text == "п", !word.isGlued,
            token(at: skipping(["."], from: next + 1)).map({ $0.kind == .comma }) ?? true
        {
            return true
        }
        if let ordinal = token(at: next), ordinal.kind == .word, AddressMarks.ordinals.contains(ordinal.text) {
            next += 1
        }
        guard let word = token(at: next), word.kind == .word else { return false }
        return AddressMarks.isRoom(word.text)
            && token(at: skipping([".", "№", "-"], from: next + 1))?.kind != .number
    }

    /// «5, 8 Марта»: the number begins the name of a street.
    private func isName(at place: Int) -> Bool {
        let next = skipping(["-"], from: place + 1)
        guard let word = token(at: next), word.kind == .word, word.text.unicodeScalars.count > 1 else { return false }
        return !Self.isMark(word.text) && !(word.isGlued && word.text.unicodeScalars.count <= 2)
    }

    static func isMark(_ word: String) -> Bool {
        AddressMarks.isPart(word) || AddressMarks.isRoom(word) || AddressMarks.intercom.contains(word)
    }

    private mutating func readWord(_ token: AddressToken, at next: Int, hasComma: Bool) -> Bool {
        let text = token.text
        let behind = skipping([".", "№", "-"], from: next + 1)
        if AddressMarks.conjunctions.contains(text), self.token(at: behind)?.kind == .number {
            isSeveral = true
            place = next + 1
            return false
        }
        if AddressMarks.fraction.contains(text) { return readFraction(at: behind) }
        if let part = partBehind(next) { return add(part.kind, part.text, to: part.end) }
        if let isRead = readMark(token, at: next, behind: behind, hasComma: hasComma) { return isRead }
        if token.isGlued, readGluedCorpus(text, at: next) { return true }
        let isPair = token.isGlued && !hasComma && text.unicodeScalars.count == 2 && !Self.isMark(text)
        guard token.isLetter || isPair else { return false }
        return readLetter(token, at: next, behind: behind, hasComma: hasComma)
    }
}
