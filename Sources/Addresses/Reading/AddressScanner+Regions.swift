// Regions, and words that make the place vague.
extension AddressScanner {
    /// The position after the mark of a region: «область», «с/п», «г.о.».
    func regionMark() -> Int? {
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

    /// «Ярославская область», «Тутаевский муниципальный округ», «респ. Татарстан»
    mutating func readRegion() {
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

    static func isAdjective(_ word: String) -> Bool {
        ["ая", "ий", "ый", "ой", "ое", "ого", "ом", "ей"].contains { word.hasSuffix($0) }
    }

    /// «с 5 по 12»
    func isRange(_ text: String) -> Bool {
        ["с", "со", "от"].contains(text) && isNumber(at: place + 1)
            && ["по", "до"].contains(word(at: place + 2) ?? "") && isNumber(at: place + 3)
    }

    /// «в районе дома 14»
    func isVicinity(_ text: String) -> Bool {
        guard text.hasPrefix("район"), let next = word(at: place + 1) else { return false }
        if case .words(let words) = pieces.last, words.last.map(Self.isAdjective) ?? false { return false }
        return AddressMarks.house.contains(next) || !StreetKind.named(next).isEmpty
    }
}
