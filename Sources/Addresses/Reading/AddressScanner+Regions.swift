// Regions, and words that make the place vague.
extension AddressScanner {
    /// The mark of a region and the position after it: «область», «с/п», «г.о.».
    func regionMark() -> (kind: RegionKind, end: Int)? {
        let (mark, end) = initials()
        if let kind = AddressMarks.region[mark] { return (kind, end) }
        // «м.р-н», «г.округ»
        if token(at: place)?.isLetter == true, isSign(".", at: place + 1), let word = word(at: place + 2),
            let kind = AddressMarks.region[word]
        {
            return (kind, place + 3)
        }
        guard let word = word(at: place) else { return nil }
        if let kind = AddressMarks.region[word] { return isNameOfStreet(word) ? nil : (kind, place + 1) }
        guard let kind = AddressMarks.regionBehind[word], case .words(let words) = pieces.last,
            FederalSubject.length(ofNameEnding: words) != nil
        else { return nil }
        return (kind, place + 1)
    }

    /// «ул. Республики» and «Республики ул.»: the mark of a street stands beside the word, and has no other name.
    private func isNameOfStreet(_ word: String) -> Bool {
        guard word.unicodeScalars.count > 4 else { return false }
        switch pieces.last {
        case .street:
            if case .words = pieces.dropLast().last { return false }
            return true
        case .words: return false
        default: return token(at: place + 1).map(isKind) ?? false && endsPart(place + 1)
        }
    }

    /// «Ярославская область», «Тутаевский муниципальный округ», «респ. Татарстан»
    mutating func readRegion(_ mark: RegionKind, to end: Int) {
        let isAbbreviation = isSign(".", at: place - 1)
        place = end
        var kind = mark
        guard case .words(var words) = pieces.last else { return openRegion(kind) }
        while let last = words.last, AddressMarks.regionAdjectives.contains(last) {
            if last.hasPrefix("автоном"), kind == .municipality { kind = .autonomousOkrug }
            words.removeLast()
        }
        let name = words.suffix(lengthOfName(before: kind, words, isAbbreviation: isAbbreviation))
        words.removeLast(name.count)
        if words.isEmpty { pieces.removeLast() } else { pieces[pieces.count - 1] = .words(words) }
        guard !name.isEmpty else { return openRegion(kind) }
        // «округ Тутаев» after its own name still names a settlement.
        inRegion = false
        if kind != .country { address.regions.append(WrittenAddress.Region(kind: kind, words: Array(name))) }
    }

    /// The words up to the next comma are its name.
    private mutating func openRegion(_ kind: RegionKind) {
        inRegion = kind != .country
        if inRegion { address.regions.append(WrittenAddress.Region(kind: kind, words: [])) }
    }

    mutating func nameRegion(_ word: String) {
        address.regions[address.regions.count - 1].words.append(word)
    }

    /// How many of the words before a mark are the name of the region.
    private func lengthOfName(before kind: RegionKind, _ words: [String], isAbbreviation: Bool) -> Int {
        guard let last = words.last else { return 0 }
        if kind.isSubject {
            let known = FederalSubject.length(ofNameEnding: words)
            // «Псков обл. Псковская», «ул. Московская обл. Ярославская»
            if known == nil || isMarked, FederalSubject.length(ofNameBeginning: wordsAhead()) != nil { return 0 }
            if let known { return known }
            if isAbbreviation, FederalSubject.isAbbreviated(last) { return 1 }
        }
        return Self.isAdjective(last) ? 1 : 0
    }

    /// Whether the last words have the mark of a street or a settlement.
    private var isMarked: Bool {
        switch pieces.dropLast().last {
        case .street, .settlement: true
        default: false
        }
    }

    private func wordsAhead() -> [String] {
        var next = place
        while isSign(".", at: next) { next += 1 }
        var words: [String] = []
        while let word = word(at: next), words.count < FederalSubject.mostWords {
            words.append(word)
            next += 1
        }
        return words
    }

    static func isAdjective(_ word: String) -> Bool {
        ["ая", "ий", "ый", "ой", "ое", "ого", "ом", "ей"].contains { word.hasSuffix($0) }
    }

    /// «с 5 по 12»
    func isRange(_ text: String) -> Bool {
        ["с", "со", "от"].contains(text) && isNumber(at: place + 1)
            && ["по", "до"].contains(word(at: place + 2) ?? "") && isNumber(at: place + 3)
    }

    /// «в районе дома 14», «через дорогу», «соседний дом», «5 и соседние»
    func isVicinity(_ text: String) -> Bool {
        if text == "через" { return ["дорогу", "улицу", "дом"].contains(word(at: place + 1) ?? "") }
        if text == "и" { return ["др", "другие", "других", "прочие", "далее"].contains(word(at: place + 1) ?? "") }
        if text.hasPrefix("соседн") { return word(at: place + 1).map { !AddressMarks.isRoom($0) } ?? true }
        guard text.hasPrefix("район"), let next = word(at: place + 1) else { return false }
        if case .words(let words) = pieces.last, words.last.map(Self.isAdjective) ?? false { return false }
        return AddressMarks.house.contains(next) || !StreetKind.named(next).isEmpty
    }
}
