/// Reads the number of a house from its digits to its last part.
struct HouseNumberReader {
    private let tokens: [AddressToken]
    private(set) var place: Int
    private(set) var number: HouseNumber
    /// A bare number after a comma.
    private(set) var flat: String?
    /// A letter that may also be a word: «5 г. Тутаев», «22 в подвале».
    private(set) var doubtfulLetter: String?
    /// Whether other houses are named too: «5 и 7».
    private(set) var isSeveral = false
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

    private func token(at place: Int) -> AddressToken? { tokens.indices.contains(place) ? tokens[place] : nil }

    private func skipping(_ signs: Set<String>, from place: Int) -> Int {
        var place = place
        while let token = token(at: place), token.kind == .sign, signs.contains(token.text) { place += 1 }
        return place
    }

    private mutating func add(_ kind: HouseNumber.PartKind, _ text: String, to end: Int) -> Bool {
        number.parts.append(HouseNumber.Part(kind, text))
        place = end
        return true
    }

    /// Digits with a letter glued to them, or a letter.
    private func value(at place: Int) -> (text: String, end: Int)? {
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

    private mutating func readPart() -> Bool {
        var next = skipping(["."], from: place)
        let hasComma = token(at: next)?.kind == .comma
        // «38,,1» of a table: there is no corpus.
        while token(at: next)?.kind == .comma { next += 1 }
        guard let token = token(at: next) else { return false }
        switch token.kind {
        case .comma: return false
        case .sign: return !hasComma && readSign(token.text, at: next)
        case .number: return readNumber(at: next, hasComma: hasComma)
        case .word: return readWord(token, at: next, hasComma: hasComma)
        }
    }

    private mutating func readSign(_ sign: String, at next: Int) -> Bool {
        switch sign {
        case "/": return readFraction(at: next + 1)
        case "-":
            guard let (text, end) = value(at: next + 1), !isRoomAfter(end) else { return false }
            return add(text.first?.isNumber == true ? .dash : .letter, text, to: end)
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

    /// Whether a part of the number is in these brackets: «(корп. 2)», «(2 корпус)», «(А)».
    private func beginsPart(_ place: Int) -> Bool {
        guard let token = token(at: place) else { return false }
        if partBehind(place) != nil { return true }
        if token.isLetter {
            return self.token(at: place + 1)?.text == ")" || value(at: skipping(["."], from: place + 1)) != nil
        }
        return Self.part(named: token.text) != nil && value(at: skipping([".", "№"], from: place + 1)) != nil
    }

    /// What part a whole word names.
    private static func part(named word: String) -> HouseNumber.PartKind? {
        guard word.unicodeScalars.count > 1 else { return nil }
        if AddressMarks.corpus.contains(word) { return .corpus }
        if AddressMarks.building.contains(word) { return .building }
        return AddressMarks.litera.contains(word) ? .litera : nil
    }

    /// «2 корпус», «2-й корпус», «второй корпус»: the word after the number, unless it has a number of its own.
    private func partBehind(_ place: Int) -> (kind: HouseNumber.PartKind, text: String, end: Int)? {
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
            value(at: skipping([".", "№", "-"], from: next + 1)) == nil
        else { return nil }
        return (kind, text, next + 1)
    }

    private mutating func readFraction(at next: Int) -> Bool {
        if let (text, end) = value(at: next) {
            // «5/5-го Декабря» and «54/8 Марта» are corners.
            if let word = token(at: end), word.kind == .word, word.text.unicodeScalars.count > 2,
                !Self.isMark(word.text)
            {
                place = next
                isCorner = true
                return false
            }
            return add(text.first?.isNumber == true ? .fraction : .letter, text, to: end)
        }
        guard token(at: next)?.kind == .word else { return false }
        place = next
        isCorner = true
        return false
    }

    private mutating func readNumber(at next: Int, hasComma: Bool) -> Bool {
        if let part = partBehind(next) { return add(part.kind, part.text, to: part.end) }
        guard !isRoomAfter(next + 1), !isName(at: next) else { return false }
        guard let (text, end) = value(at: next) else { return false }
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

    /// Whether a word such as «подъезд» follows that has no number of its own.
    private func isRoomAfter(_ place: Int) -> Bool {
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

    private static func isMark(_ word: String) -> Bool {
        AddressMarks.isPart(word) || AddressMarks.isRoom(word) || AddressMarks.intercom.contains(word)
    }

    private mutating func readWord(_ token: AddressToken, at next: Int, hasComma: Bool) -> Bool {
        let text = token.text
        let behind = skipping([".", "№", "-"], from: next + 1)
        let isLong = text.unicodeScalars.count > 1
        let hasPoint = behind > next + 1
        if text == "и", self.token(at: behind)?.kind == .number {
            isSeveral = true
            place = next + 1
            return false
        }
        if AddressMarks.fraction.contains(text) { return readFraction(at: behind) }
        if let part = partBehind(next) { return add(part.kind, part.text, to: part.end) }
        for (marks, kind) in [
            (AddressMarks.corpus, HouseNumber.PartKind.corpus), (AddressMarks.building, .building),
            (AddressMarks.litera, .litera),
        ] where marks.contains(text) {
            guard let (value, end) = value(at: behind) else { continue }
            let isNumber = value.first?.isNumber == true
            // «5 к а»: without a point, one letter before another is no mark unless it can be nothing else.
            if isNumber && (kind != .litera || isLong)
                || !isNumber && (isLong || hasPoint || hasComma || kind == .corpus)
            {
                return add(kind, value, to: end)
            }
        }
        if token.isGlued, readGluedCorpus(text, at: next) { return true }
        guard !isLong || token.isGlued && text.unicodeScalars.count == 2 && !Self.isMark(text) else { return false }
        return readLetter(token, at: next, behind: behind, hasComma: hasComma)
    }

    /// «5кА», «5кАс2», «5кАсБ» and «5Ак2», but not «5кв12».
    private mutating func readGluedCorpus(_ text: String, at next: Int) -> Bool {
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

    /// Letters that are words too: prepositions, and marks of settlements.
    private static let words: Set<String> = ["а", "в", "г", "д", "и", "к", "о", "п", "с", "у", "х", "ш", "я", "н", "р"]

    private mutating func readLetter(_ token: AddressToken, at next: Int, behind: Int, hasComma: Bool) -> Bool {
        guard !number.parts.contains(where: { $0.kind == .letter }) else { return false }
        let follower = self.token(at: behind)
        // «5, п. 2» is an entrance, «5, д. 7» another house.
        if follower?.kind == .number, !(token.isGlued && follower?.isGlued == true && behind == next + 1),
            ["п", "д", "в"].contains(token.text)
        {
            return false
        }
        if let follower, follower.kind == .word, follower.text.unicodeScalars.count > 1, !Self.isMark(follower.text),
            !token.isGlued, hasComma || Self.words.contains(token.text)
        {
            // «5 г. Тутаев», «5 в подвале»: a word, or the letter of the house.
            if !hasComma { doubtfulLetter = token.text }
            return false
        }
        if hasComma, follower != nil, follower?.kind != .comma, !(follower.map { Self.isMark($0.text) } ?? false) {
            return false
        }
        return add(.letter, token.text, to: next + 1)
    }
}
