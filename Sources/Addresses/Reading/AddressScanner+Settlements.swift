// Marks that stand behind the name of a settlement, as classifiers of addresses write them: «Тутаев г, Дементьева ул».
extension AddressScanner {
    /// Whether the mark before `next` belongs to the words before it: its part ends here, or a street with its own mark
    /// behind it follows.
    func isBehindSettlement(_ next: Int) -> Bool {
        guard case .words(let words) = pieces.last, words.last?.unicodeScalars.count ?? 0 > 1 else { return false }
        switch pieces.dropLast().last {
        case .street, .settlement: return false
        default: break
        }
        guard let follower = token(at: next), follower.text != ")" else { return true }
        if follower.kind == .comma { return true }
        guard follower.kind == .word, let kind = tokens[next...].firstIndex(where: { $0.kind != .word || isKind($0) }),
            kind > next, isKind(tokens[kind])
        else { return false }
        return endsPart(kind)
    }

    /// Tells what the last words are.
    mutating func nameSettlement(_ kind: SettlementKind) {
        guard let name = pieces.popLast() else { return }
        pieces += [.settlement(kind), name, .comma]
    }

    private func isKind(_ token: AddressToken) -> Bool { !StreetKind.named(token.text).isEmpty }

    /// Whether no name follows the word.
    private func endsPart(_ place: Int) -> Bool {
        var next = place + 1
        while isSign(".", at: next) { next += 1 }
        guard let token = token(at: next) else { return true }
        return token.kind != .word || AddressMarks.house.contains(token.text) && isNumber(at: afterPoints(next + 1))
    }
}
