// Numbers that count something and are no houses: «5-этажный дом», «2 колодца», «5 км».
extension AddressScanner {
    /// Skips a number that counts something. A count that may also be a house, «Мира, 3 лампы не горят», stays, but makes
    /// the place vague.
    mutating func skipCount() -> Bool {
        if let end = endOfCompound() {
            place = end
            return true
        }
        guard let number = token(at: place)?.text, let word = word(at: place + 1) else { return false }
        // «48кГ» is a house.
        if CountedWords.isMeasure(word), word.unicodeScalars.count > 2 || token(at: place + 1)?.isGlued == false {
            place += 2
            return true
        }
        // «5 м от дороги», «2 ч нет воды», «4 дома без света»
        let isFewHouses = word == "дома" && CountedWords.isFew(number)
        guard isShortMeasure() || isFewHouses || CountedWords.isCounted(word, by: number) else { return false }
        if hasHouse || isHouseLater(place + 2) {
            place += 2
            return true
        }
        address.isVague = true
        return false
    }

    /// «5 м от дороги», «2 ч. нет воды»
    private func isShortMeasure() -> Bool {
        guard let unit = token(at: place + 1), ["м", "ч", "т"].contains(unit.text), !unit.isGlued,
            let follower = token(at: afterPoints(place + 2)), follower.kind == .word
        else { return false }
        return !follower.isLetter && !AddressMarks.isRoom(follower.text)
    }

    /// The position after «5-этажный», «2-х этажный», «9-этажка».
    private func endOfCompound() -> Int? {
        var next = place + 1
        if isSign("-", at: next) { next += 1 }
        if let ending = word(at: next), ["х", "ух", "ти", "и"].contains(ending) { next += 1 }
        return word(at: next).map(CountedWords.isCompound) ?? false ? next + 1 : nil
    }
}
