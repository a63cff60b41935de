/// Reads the tokens of an address from left to right. Flat, entrance and the like are read at once; what is left are
/// pieces for ``AddressAssembly``.
struct AddressScanner {
    let tokens: [AddressToken]
    var place = 0
    var pieces: [AddressPiece] = []
    var address = WrittenAddress()
    /// Whether the words up to the next comma name the last region.
    var inRegion = false
    /// A corpus that stands before its house: «к. 2 д. 7».
    var corpus: String?
    /// Whether the number is that of a plot.
    private var isPlot = false
    /// Whether all is the name of a street, from the column of a register.
    let isStreet: Bool

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
        address.regions.removeAll { $0.words.isEmpty }
        // A plot is a house only where there is nothing else: «СНТ Ветеран, уч. 12».
        if isPlot, !pieces.contains(where: isGarden) { address.isVague = true }
    }

    private func isGarden(_ piece: AddressPiece) -> Bool {
        switch piece {
        case .settlement(let kind): kind == .garden
        case .street(let kinds, _): kinds == [.territory]
        default: false
        }
    }

    // MARK: Tokens

    /// Words that are written like names.
    var names: Set<String> { Set(tokens.lazy.filter(\.isName).map(\.text)) }

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
        if AddressMarks.near.contains(text) || isVicinity(text) || isRange(text) {
            address.isVague = true
            place += 1
        } else if let (kind, end) = regionMark() {
            readRegion(kind, to: end)
        } else if readRoom(text) || readHouseMark(text) || readSettlement(token) || readStreetKind(text)
            || readThing(text) || readOrdinalRoom(text) || readCorpusBefore(text) || readLatePart(text)
        {
            // Read.
        } else if AddressMarks.fillers.contains(text), !token.isLetter || !isInitialOfName {
            place += 1
        } else {
            if inRegion { nameRegion(text) } else { add(word: text) }
            place += 1
        }
    }

    /// Whether a letter here stands for a first name: «ул. Г. Титова», «А. С. Пушкина».
    var isInitial: Bool {
        switch pieces.last {
        case .street: true
        case .words(let words): words.last?.unicodeScalars.count == 1 && words.last?.first?.isLetter == true
        default: false
        }
    }

    /// «ул. В. Полевая», «ул В Полевая»
    private var isInitialOfName: Bool {
        if isSign(".", at: place + 1) { return true }
        guard case .street = pieces.last else { return false }
        return word(at: place + 1) != nil
    }

    mutating func add(word: String) {
        if case .words(let words) = pieces.last {
            pieces[pieces.count - 1] = .words(words + [word])
        } else {
            pieces.append(.words([word]))
        }
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
        // «у дома 5», «от дома 5 до магазина», «подъезд к дому 5»
        if let before = word(at: place - 1), AddressMarks.relations.contains(before) { address.isVague = true }
        if AddressMarks.plots.contains(text) { isPlot = true }
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
