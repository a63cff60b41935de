/// Telephone numbers and dates, which are no houses: «5, тел. 2-15-34», «5 от 05.12.2026».
enum AddressMoments {
    /// The tokens with one sign «:» for a date, as for a time, and a comma for a telephone number.
    static func replaced(in tokens: [AddressToken]) -> [AddressToken] {
        var kept: [AddressToken] = []
        var place = 0
        while place < tokens.count {
            let range = tokens[place].range
            if let end = endOfDate(tokens, place) {
                kept.append(AddressToken(kind: .sign, text: ":", isGlued: false, isName: false, range: range))
                place = end
            } else if let end = endOfTelephone(tokens, place) {
                kept.append(AddressToken(kind: .comma, text: ",", isGlued: false, isName: false, range: range))
                place = end
            } else {
                kept.append(tokens[place])
                place += 1
            }
        }
        return kept
    }

    /// «05.12.2026»
    private static func endOfDate(_ tokens: [AddressToken], _ place: Int) -> Int? {
        guard place + 4 < tokens.count, case let part = tokens[place..<place + 5].map(\.text), part[1] == ".",
            part[3] == ".", tokens[place + 1..<place + 5].allSatisfy(\.isGlued), part[4].count == 4,
            [part[0], part[2], part[4]].allSatisfy({ $0.allSatisfy(\.isNumber) }), part[0].count < 3, part[2].count < 3
        else { return nil }
        return place + 5
    }

    /// «+7 900 000-00-01», «8(900)000-00-01», «тел. 2-15-34»
    private static func endOfTelephone(_ tokens: [AddressToken], _ place: Int) -> Int? {
        let isTold = tokens[place].kind == .word && marks.contains(tokens[place].text)
        var next = isTold ? place + 1 : place
        var (digits, groups) = ("", 0)
        while next < tokens.count {
            let token = tokens[next]
            if token.kind == .number {
                (digits, groups) = (digits + token.text, groups + 1)
            } else if !["-", "(", ")", "+", "."].contains(token.text) || token.text == "." && !digits.isEmpty {
                break
            }
            next += 1
            if !isTold, isWhole(digits), groups > 1 { return next }
            if isTold, digits.count == 11 { return next }
        }
        return isTold && groups > 0 && (digits.count > 4 || groups > 1) ? next : nil
    }

    /// Whether it has as many digits as a Russian telephone number with its area.
    private static func isWhole(_ digits: String) -> Bool {
        digits.count == 11 && ["7", "8"].contains(digits.first) || digits.count == 10 && digits.first == "9"
    }

    private static let marks: Set<String> = ["т", "тел", "телефон", "телефона", "телефону", "тлф", "моб", "сот"]
}
