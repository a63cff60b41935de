/// A whole address divided into the columns of a register, in the spelling of its author.
public struct AddressColumns: Hashable, Sendable {
    /// Such as `д. Ивановка`; nil when not told.
    public var settlement: String?
    /// Such as `ул. Лесная`; empty for a house of a village without streets.
    public var street: String
    /// In the usual form: `5Г`, `1к2с1`.
    public var number: String

    /// nil unless the address names one house by its number.
    public init?(dividing text: String) {
        let scalars = AddressWords.scalars(of: text)
        let tokens = AddressWords.tokens(of: scalars)
        let address = WrittenAddress(reading: text)
        guard let number = address.number, !address.isVague, address.street != nil || address.settlement != nil else {
            return nil
        }
        func written(_ words: [String], isMark: (String) -> Bool) -> String? {
            guard var range = Self.range(of: words, in: tokens) else { return nil }
            // The mark before or behind the name: «ул.», «проспект».
            if let mark = Self.word(before: range.lowerBound, in: tokens), isMark(tokens[mark].text) {
                range = mark..<range.upperBound
            } else if tokens.indices.contains(range.upperBound), isMark(tokens[range.upperBound].text) {
                range = range.lowerBound..<range.upperBound + 1
            }
            var view = String.UnicodeScalarView()
            view.append(
                contentsOf: scalars[
                    tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound
                ]
            )
            return String(view)
        }
        settlement = address.settlement.flatMap { written($0.words) { AddressMarks.settlement[$0] != nil } }
        street = address.street.flatMap { written($0.words) { !StreetKind.named($0).isEmpty } } ?? ""
        self.number = number.description
        if street.isEmpty, settlement == nil { return nil }
    }

    /// The position of the words, between which only signs and endings of ordinals stand.
    private static func range(of words: [String], in tokens: [AddressToken]) -> Range<Int>? {
        for start in tokens.indices {
            var place = start
            var end = start
            var matched = 0
            while place < tokens.count, matched < words.count {
                let token = tokens[place]
                let text = token.kind == .number ? HouseNumber.withoutZeros(token.text) : token.text
                if text == words[matched] || words[matched] == "лет" && text.hasPrefix("лет") {
                    matched += 1
                    end = place + 1
                } else if matched == 0 || token.kind != .sign && !AddressMarks.ordinals.contains(text) {
                    break
                }
                place += 1
            }
            if matched == words.count, matched > 0 { return start..<end }
        }
        return nil
    }

    /// The position of the word before `place`, over its point.
    private static func word(before place: Int, in tokens: [AddressToken]) -> Int? {
        var before = place - 1
        while before >= 0, tokens[before].text == "." { before -= 1 }
        return before >= 0 && tokens[before].kind == .word ? before : nil
    }
}
