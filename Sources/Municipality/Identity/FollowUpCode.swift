/// The secret with which the author of an appeal reads its history: `7K3M-Q9TX`, 40 bits in Crockford's base 32.
public struct FollowUpCode: Hashable, Sendable {
    /// Eight characters of the alphabet, without the hyphen.
    public let characters: String

    /// - Parameter bytes: at least five; only the first 40 bits are used.
    init(bytes: [UInt8]) {
        let bits = bytes.prefix(5).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        characters = String((0..<8).map { Self.alphabet[Int(bits >> (35 - 5 * UInt64($0)) & 31)] })
    }

    /// Accepts any case, blanks and dashes of any kind, `№`, quotation marks and dots at the ends, «Код:», letters that look
    /// like digits (O, I, L) and Cyrillic letters that look Latin. nil when the result is not eight characters of the alphabet.
    public init?(parsing text: some StringProtocol) {
        guard text.utf8.count <= 256 else { return nil }
        var characters = ""
        let content = PastedText.content(of: text).uppercased()
        // «Код: 7K3M-Q9TX»; Д is no letter of a code.
        for character in content.trimmingPrefix(/КОД[:.]?/) where character != "_" {
            let plain = Self.lookalikes[character] ?? character
            guard Self.alphabet.contains(plain) else { return nil }
            characters.append(plain)
        }
        guard characters.count == 8 else { return nil }
        self.characters = characters
    }

    /// Compares in constant time, so that the duration does not reveal the first difference.
    public func matches(_ other: FollowUpCode) -> Bool {
        zip(characters.utf8, other.characters.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let lookalikes: [Character: Character] = [
        "O": "0", "I": "1", "L": "1", "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "0", "Р": "P",
        "С": "C", "Т": "T", "Х": "X", "У": "Y",
    ]
}

extension FollowUpCode: CustomStringConvertible {
    public var description: String { "\(characters.prefix(4))-\(characters.suffix(4))" }
}
