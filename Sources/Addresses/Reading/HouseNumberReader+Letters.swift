// The letter of a house, and letters after a number that are words.
extension HouseNumberReader {
    static let prepositions: Set<String> = ["в", "к", "о", "с", "у"]
    /// Other letters that are words or marks: «г. Тутаев», «р. Волга».
    private static let words: Set<String> = prepositions.union(["а", "и", "г", "д", "п", "х", "ш", "я", "н", "р"])
    /// They can lead to a number: «в 2 подъезде», «д. 7», «п. 2».
    private static let beforeNumbers: Set<String> = ["в", "д", "к", "о", "п", "с", "у", "э"]

    private enum Meaning { case letter, word, either }

    mutating func readLetter(_ token: AddressToken, at next: Int, behind: Int, hasComma: Bool) -> Bool {
        guard !number.parts.contains(where: { $0.kind == .letter }) else { return false }
        switch meaning(of: token, at: next, behind: behind, hasComma: hasComma) {
        case .letter: return add(.letter, token.text, to: next + 1)
        case .word:
            // «5 в корпусе 2»
            guard let word = self.token(at: next + 1), word.kind == .word, AddressMarks.isPart(word.text) else {
                return false
            }
            place = next + 1
            return true
        case .either:
            doubt(.letter, token.text)
            return false
        }
    }

    /// - Parameter behind: the position after the letter and its points.
    private func meaning(of token: AddressToken, at next: Int, behind: Int, hasComma: Bool) -> Meaning {
        let letter = token.text
        let isMark = AddressMarks.settlement[letter] != nil
        guard let follower = self.token(at: behind), follower.kind != .comma else { return .letter }
        let isName = follower.kind == .word && follower.text.unicodeScalars.count > 1 && !Self.isMark(follower.text)
        if token.isGlued, !hasComma {
            // «5г.Тутаев»
            return isMark && behind > next + 1 && follower.isGlued && isName ? .either : .letter
        }
        switch follower.kind {
        case .comma: return .letter
        case .sign:
            // «5 в 12:34»
            if follower.text == ":" { return Self.prepositions.contains(letter) ? .word : .letter }
            // «5 д/с»
            return follower.text == "/" && self.token(at: behind + 1)?.isLetter == true ? .either : .letter
        case .number:
            // «5 «В»-7»
            let hasDash = self.token(at: next + 1)?.text == "-"
            if hasDash, follower.isGlued { return .letter }
            if behind > next + 1, !hasDash, letter == "п" || letter == "д" { return .word }
            return hasComma || Self.beforeNumbers.contains(letter) ? .either : .letter
        case .word:
            if follower.isLetter {
                // «5 И.И. Иванов»
                return hasComma || behind > next + 1 || Self.prepositions.contains(letter) ? .either : .letter
            }
            if Self.isMark(follower.text) { return meaning(of: letter, before: follower.text) }
            // «5, г. Тутаев»
            if hasComma, isMark, behind > next + 1 || letter == "г" && follower.isName { return .word }
            return Self.words.contains(letter) || hasComma && behind > next + 1 ? .either : .letter
        }
    }

    /// «5 в квартире» is no house 5В, «5 В квартира 12» is one, and «5 в кв. 12» may be.
    private func meaning(of letter: String, before mark: String) -> Meaning {
        guard Self.prepositions.contains(letter) else { return .letter }
        if AddressMarks.isObliqueRoom(mark) { return .word }
        return letter == "к" || AddressMarks.nominativeRooms.contains(mark) ? .letter : .either
    }
}
