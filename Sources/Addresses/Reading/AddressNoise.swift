/// What only the form of an address brought along.
enum AddressNoise {
    /// The tokens without the comma behind an abbreviation, as exported tables have it («ул,Ленина,д,12»), and without
    /// «б/н», which stands where a form asks for a number and there is none.
    static func removed(from tokens: [AddressToken]) -> [AddressToken] {
        let tokens = divided(AddressMoments.replaced(in: tokens))
        var kept: [AddressToken] = []
        for (place, token) in tokens.enumerated() {
            if token.kind == .comma, isBehindAbbreviation(kept, before: next(tokens, place)) { continue }
            if token.text == "н", kept.count > 1, kept[kept.count - 1].text == "/", kept[kept.count - 2].text == "б" {
                kept.removeLast(2)
                continue
            }
            kept.append(token)
        }
        return kept
    }

    /// «5Гкв12»: the letter and the mark behind it as two words.
    private static func divided(_ tokens: [AddressToken]) -> [AddressToken] {
        tokens.enumerated().flatMap { place, token in
            let mark = String(token.text.dropFirst())
            guard place > 0, token.kind == .word, gluedMarks.contains(mark), let follower = next(tokens, place),
                follower.isGlued, follower.kind == .number || follower.text == "."
            else { return [token] }
            let (start, end) = (token.range.lowerBound, token.range.upperBound)
            return [
                AddressToken(
                    kind: .word,
                    text: String(token.text.prefix(1)),
                    isGlued: token.isGlued,
                    isName: false,
                    range: start..<start + 1
                ),
                AddressToken(kind: .word, text: mark, isGlued: true, isName: false, range: start + 1..<end),
            ]
        }
    }

    private static let gluedMarks: Set<String> = ["кв", "корп", "стр", "лит", "под", "эт", "оф", "пом"]

    private static func next(_ tokens: [AddressToken], _ place: Int) -> AddressToken? {
        tokens.indices.contains(place + 1) ? tokens[place + 1] : nil
    }

    /// Whether the last token is an abbreviation with nothing before it that it could belong to: «Ленина ул, 5» keeps its
    /// comma.
    private static func isBehindAbbreviation(_ tokens: [AddressToken], before follower: AddressToken?) -> Bool {
        let words = tokens.suffix(3).filter { $0.text != "." }
        guard let mark = words.last, mark.kind == .word, let follower else { return false }
        let before = words.dropLast().last
        switch follower.kind {
        case .word: return streets.contains(mark.text) && (before.map { $0.kind == .comma } ?? true)
        case .number:
            // «Ленина д,12», but «Иваново д, 12» is a village.
            return mark.text == "д" && (before?.kind == .comma || follower.isGlued && before?.kind == .word)
                || numbers.contains(mark.text) && (before?.kind == .comma || before?.kind == .number)
        default: return false
        }
    }

    private static let streets: Set<String> = [
        "ул", "пер", "пр", "пркт", "прт", "просп", "прд", "пл", "наб", "бр", "туп", "ш", "мкр",
    ]
    private static let numbers: Set<String> = ["кв", "корп", "стр"]
}
