// Flats, entrances, storeys and intercoms.
extension AddressScanner {
    /// Flat, entrance, storey or intercom, with its value after the word.
    mutating func readRoom(_ text: String) -> Bool {
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
        if text == "к", address.flat != nil, let (_, end) = value(at: next) {
            // «кв. 5 к. 1»: a room of the flat.
            place = end
            return true
        }
        let isPoint = text == "п" && hasHouse && isNumber(at: next)
        guard isPoint || AddressMarks.isRoom(text) else { return false }
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

    var hasHouse: Bool {
        pieces.contains { if case .number = $0 { true } else { false } }
    }
}
