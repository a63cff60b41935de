/// An address as its author wrote it.
struct AddressSpelling {
    private let scalars: [Unicode.Scalar]
    private let tokens: [AddressToken]

    init(_ text: String) {
        scalars = AddressWords.scalars(of: text)
        tokens = AddressWords.tokens(of: scalars)
    }

    /// The words as they are written, with the mark before or behind them: «ул.», «проспект». As they were read when the
    /// address does not have them in this order.
    func text(of words: [String], isMark: (String) -> Bool = { _ in false }) -> String {
        guard var range = range(of: words) else { return words.joined(separator: " ") }
        if let mark = word(before: range.lowerBound), isMark(tokens[mark].text) {
            range = mark..<range.upperBound
        } else if tokens.indices.contains(range.upperBound), isMark(tokens[range.upperBound].text) {
            range = range.lowerBound..<range.upperBound + 1
        }
        return text(range)
    }

    func text(of settlement: WrittenAddress.Settlement) -> String {
        text(of: settlement.words) { settlement.kind != nil && AddressMarks.settlement[$0] != nil }
    }

    func text(of street: WrittenAddress.Street) -> String {
        text(of: street.words) { !street.kinds.isEmpty && !StreetKind.named($0).isEmpty }
    }

    /// Numbers, and letters behind them, that were read as no part of the address.
    func left(over address: WrittenAddress) -> [String] {
        let names =
            (address.unknown + address.trailing.map(\.words)).joined()
            + [address.street, address.corner?.street].compactMap { $0.map { text(of: $0) } }
            + [address.settlement.map { text(of: $0) }].compactMap(\.self)
        let parts =
            names
            + [
                address.number?.description, address.corner?.number?.description, address.flat, address.entrance,
                address.storey, address.intercom, address.index,
            ].compactMap(\.self) + address.otherNumbers.flatMap { $0.parts.map(\.text) }
        var known: [String: Int] = [:]
        for token in parts.flatMap({ AddressWords.tokens(of: $0) }) { known[Self.plain(token), default: 0] += 1 }
        return tokens.indices.filter { place in
            guard tokens[place].kind == .number || isBehindNumber(place) else { return false }
            let text = Self.plain(tokens[place])
            known[text, default: 0] -= 1
            return known[text] ?? 0 < 0
        }.map { text($0..<$0 + 1) }
    }

    /// A letter with a point behind a number, which begins a name as well: «5г. Тутаев».
    var letterBeforeName: String? {
        tokens.indices.first { place in
            place > 0 && tokens[place].isLetter && tokens[place].isGlued && tokens[place - 1].kind == .number
                && AddressMarks.settlement[tokens[place].text] != nil && place + 2 < tokens.count
                && tokens[place + 1].text == "." && tokens[place + 2].kind == .word
        }.map { text($0 - 1..<$0 + 3) }
    }

    /// A capital that is the mark of a village or an initial: «С. Разина».
    var capitalMark: String? {
        guard let first = tokens.first, first.isLetter, tokens.count > 2, tokens[1].text == ".",
            scalars[first.range.lowerBound].properties.isUppercase
        else { return nil }
        return text(0..<3)
    }

    private func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(
            contentsOf: scalars[
                tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound
            ]
        )
        return String(view)
    }

    private static func plain(_ token: AddressToken) -> String {
        token.kind == .number ? HouseNumber.withoutZeros(token.text) : token.text
    }

    /// Whether a letter or two stand behind a number as those of a house do, and are no ending or mark.
    private func isBehindNumber(_ place: Int) -> Bool {
        let token = tokens[place]
        guard token.isLetter || token.isGlued && token.kind == .word && token.text.unicodeScalars.count == 2,
            !AddressMarks.ordinals.contains(token.text), !AddressMarks.isRoom(token.text), token.text != "п"
        else { return false }
        var before = place - 1
        while before >= 0, ["-", "/"].contains(tokens[before].text) { before -= 1 }
        return before >= 0 && tokens[before].kind == .number
    }

    /// The position of the words, between which only signs and endings of ordinals stand.
    private func range(of words: [String]) -> Range<Int>? {
        for start in tokens.indices {
            var place = start
            var end = start
            var matched = 0
            while place < tokens.count, matched < words.count {
                let token = tokens[place]
                let text = Self.plain(token)
                if text == words[matched] || words[matched] == "лет" && text.hasPrefix("лет") {
                    matched += 1
                    end = place + 1
                } else if matched == 0 || token.kind != .sign && text != "е" && !AddressMarks.ordinals.contains(text) {
                    break
                }
                place += 1
            }
            if matched == words.count, matched > 0 { return start..<end }
        }
        return nil
    }

    /// The position of the word before `place`, over its point.
    private func word(before place: Int) -> Int? {
        var before = place - 1
        while before >= 0, tokens[before].text == "." { before -= 1 }
        return before >= 0 && tokens[before].kind == .word ? before : nil
    }
}
