/// Reads the tokens of an address from left to right. Flat, entrance and the like are read at once; what is left are
/// pieces for ``AddressAssembly``.
struct AddressScanner {
    let tokens: [AddressToken]
    var place = 0
    var pieces: [AddressPiece] = []
    var address = WrittenAddress()
    /// Whether the words up to the next comma name a region.
    var inRegion = false

    /// Whether all is the name of a street, from the column of a register.
    let isStreet: Bool

    /// Words that are written like names.
    var names: Set<String> { Set(tokens.lazy.filter(\.isName).map(\.text)) }
    /// A corpus that stands before its house: «к. 2 д. 7».
    var corpus: String?

    init(_ tokens: [AddressToken], isStreet: Bool = false) {
        self.isStreet = isStreet
        self.tokens = AddressNoise.removed(from: tokens)
    }

    mutating func scan() {
        while let token = token(at: place) {
            switch token.kind {
            case .comma:
                inRegion = false
                pieces.append(.comma)
                place += 1
            case .sign:
                readSign(token)
            case .number:
                readNumber(token)
            case .word:
                readWord(token)
            }
        }
    }

    // MARK: Tokens

    func token(at place: Int) -> AddressToken? { tokens.indices.contains(place) ? tokens[place] : nil }

    func word(at place: Int) -> String? {
        token(at: place).flatMap { $0.kind == .word ? $0.text : nil }
    }

    func isSign(_ sign: String, at place: Int) -> Bool { token(at: place).map { $0.text == sign } ?? false }

    func isNumber(at place: Int) -> Bool { token(at: place)?.kind == .number }

    /// The position after dots, «№», dashes and «номер».
    func afterPoints(_ place: Int) -> Int {
        var place = place
        while let token = token(at: place),
            token.kind == .sign && [".", "№", "-"].contains(token.text)
                || ["номер", "ном", "n", "no"].contains(token.text)
        { place += 1 }
        return place
    }

    /// A number or letters of a flat, entrance or storey, such as `12`, `12а`, `3-4`.
    func value(at place: Int) -> (text: String, end: Int)? {
        guard let first = token(at: place), first.kind == .number || first.isLetter else { return nil }
        var text = first.text
        var end = place + 1
        while let next = token(at: end), next.isGlued {
            if next.kind == .number || next.isLetter && first.kind == .number {
                text += next.text
            } else if next.text == "-" || next.text == "/", let last = token(at: end + 1), last.isGlued,
                last.kind == .number || last.isLetter
            {
                text += next.text
            } else {
                break
            }
            end += 1
        }
        return (text, end)
    }

    // MARK: Signs

    private mutating func readSign(_ token: AddressToken) {
        place += 1
        switch token.text {
        case "№" where isNumber(at: place): readNumbered()
        case "(", ")": pieces.append(.comma)
        default: break
        }
    }

    /// «№ 5»: a house, but not behind one.
    private mutating func readNumbered() {
        switch pieces.last {
        // «микрорайон № 7»
        case .street(let kinds, _) where !kinds.isDisjoint(with: [.microdistrict, .quarter, .line]): return
        case .number: address.isVague = true
        case .words where hasHouse:
            if case .street = pieces.dropLast().last { break }
            place += 1
            return
        default: break
        }
        readHouse(isMarked: true)
    }

    // MARK: Words

    private mutating func readWord(_ token: AddressToken) {
        let text = token.text
        if AddressMarks.near.contains(text) {
            address.isVague = true
            place += 1
        } else if let end = regionMark() {
            place = end - 1
            readRegion()
        } else if readRoom(text) || readHouseMark(text) || readSettlement(token) || readStreetKind(text)
            || readThing(text) || readOrdinalRoom(text) || readCorpusBefore(text)
        {
            // Read.
        } else if AddressMarks.fillers.contains(text), !token.isLetter || !isSign(".", at: place + 1) {
            place += 1
        } else {
            if !inRegion { add(word: text) }
            place += 1
        }
    }

    /// Whether a letter here stands for a first name: «ул. Г. Титова», «А. С. Пушкина».
    private var isInitial: Bool {
        switch pieces.last {
        case .street: true
        case .words(let words): words.last?.unicodeScalars.count == 1 && words.last?.first?.isLetter == true
        default: false
        }
    }

    mutating func add(word: String) {
        if case .words(let words) = pieces.last {
            pieces[pieces.count - 1] = .words(words + [word])
        } else {
            pieces.append(.words([word]))
        }
    }

    /// The position after the mark of a region: «область», «с/п», «г.о.».
    private func regionMark() -> Int? {
        let (mark, end) = initials()
        if AddressMarks.region.contains(mark) { return end }
        // «м.р-н», «г.округ»
        if token(at: place)?.isLetter == true, isSign(".", at: place + 1), let word = word(at: place + 2),
            AddressMarks.region.contains(word)
        {
            return place + 3
        }
        return word(at: place).flatMap { AddressMarks.region.contains($0) ? place + 1 : nil }
    }

    /// The letters of an abbreviation in parts, and the position after it: `рп` of «р.п.», `пгт` of «п.г.т.».
    private func initials() -> (text: String, end: Int) {
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

    /// «Ярославская область», «Тутаевский муниципальный округ», «респ. Татарстан»
    private mutating func readRegion() {
        let isCountry = word(at: place).map(AddressMarks.country.contains) ?? false
        place += 1
        guard case .words(var words) = pieces.last else {
            // The name follows.
            inRegion = !isCountry
            return
        }
        while let last = words.last, AddressMarks.regionAdjectives.contains(last) { words.removeLast() }
        let isNamed = words.last.map(Self.isAdjective) ?? false
        if isNamed { words.removeLast() }
        if words.isEmpty { pieces.removeLast() } else { pieces[pieces.count - 1] = .words(words) }
        // «округ Тутаев» after its own name still names a settlement.
        inRegion = !isNamed && !isCountry
    }

    private static func isAdjective(_ word: String) -> Bool {
        ["ая", "ий", "ый", "ой", "ое", "ого", "ом", "ей"].contains { word.hasSuffix($0) }
    }

    /// Flat, entrance, storey or intercom, with its value after the word.
    private mutating func readRoom(_ text: String) -> Bool {
        let next = afterPoints(place + 1)
        if AddressMarks.intercom.contains(text) {
            var end = next
            var code = ""
            while let token = token(at: end), token.kind == .number || token.isLetter || token.text == "№" {
                code += token.text == "№" ? "#" : token.text
                end += 1
            }
            guard !code.isEmpty else {
                place += 1
                return true
            }
            address.intercom = code
            place = end
            return true
        }
        let isPoint = text == "п" && hasHouse && isNumber(at: next)
        guard
            isPoint || AddressMarks.flat.contains(text) || AddressMarks.entrance.contains(text)
                || AddressMarks.storey.contains(text)
        else { return false }
        guard let (value, end) = value(at: next) else {
            // «под домом», «пом» without a number: words without meaning here, unless they begin a name.
            guard hasHouse || text.count > 3 else { return false }
            place += 1
            return true
        }
        // «комн. А» but not «под а»: a letter stands for a flat only.
        set(text, value)
        place = end
        skipList()
        return true
    }

    mutating func set(_ mark: String, _ value: String) {
        if AddressMarks.flat.contains(mark) {
            address.flat = value
        } else if AddressMarks.storey.contains(mark) {
            address.storey = value
        } else {
            address.entrance = value
        }
    }

    static func isRoom(_ word: String) -> Bool {
        AddressMarks.flat.contains(word) || AddressMarks.entrance.contains(word) || AddressMarks.storey.contains(word)
    }

    var hasHouse: Bool {
        pieces.contains { if case .number = $0 { true } else { false } }
    }

    private mutating func readHouseMark(_ text: String) -> Bool {
        guard AddressMarks.house.contains(text) else { return false }
        let next = afterPoints(place + 1)
        guard isNumber(at: next) else {
            // «д. Ивановка» is a village. «дом» without a number says nothing.
            if AddressMarks.settlement[text] != nil { return false }
            dropAdjective()
            place += 1
            return true
        }
        dropAdjective()
        place = next
        // «64 дом 12 квартира»
        if hasHouse, roomAfter(place) != nil { return true }
        readHouse(isMarked: true)
        // «дома 5-14»
        if text == "дома", case .number(let number, _) = pieces.last, number.parts.last?.kind == .dash {
            address.isVague = true
        }
        return true
    }

    private mutating func readSettlement(_ token: AddressToken) -> Bool {
        guard !(token.isLetter && isInitial) else { return false }
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
        guard let name = word(at: next), name.unicodeScalars.count > 1, StreetKind.named(name).isEmpty,
            !AddressMarks.house.contains(name), !Self.isRoom(name)
        else { return false }
        inRegion = false
        pieces.append(.settlement(kind))
        place = next
        return true
    }

    private mutating func readStreetKind(_ text: String) -> Bool {
        let kinds = StreetKind.named(text)
        guard !kinds.isEmpty else { return false }
        inRegion = false
        place += 1
        while isSign(".", at: place) { place += 1 }
        guard case .street(let told, let first) = pieces.last else {
            pieces.append(.street(kinds, text))
            return true
        }
        if told == kinds { return true }
        // «ул. Набережная» and «Набережная ул.»: one of the two words is the name.
        let usual: Set<StreetKind> = [.street, .lane, .avenue, .drive]
        if !kinds.isDisjoint(with: usual), told.isDisjoint(with: usual) {
            pieces.removeLast()
            add(word: first)
            pieces.append(.street(kinds, text))
        } else {
            add(word: text)
        }
        return true
    }
}
