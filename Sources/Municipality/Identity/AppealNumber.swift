/// The public number of an appeal, to be read over the telephone: `417-290-356`.
///
/// The last digit is a Damm check digit, which detects every single wrong digit and every swap of neighbours. The eight
/// digits before it give a town a hundred million numbers; after that ``AppealNumbering`` uses longer ones.
public struct AppealNumber: Hashable, Sendable {
    /// All digits but the last, as a number.
    let payload: UInt64
    /// The number of digits, check digit included: 9, 11, … 19.
    let count: Int

    /// - Parameters:
    ///   - payload: less than ten to the power of `digits`.
    ///   - digits: the number of digits of the payload, leading zeros included: 8, 10, … 18.
    init(payload: UInt64, digits: Int) {
        self.payload = payload
        count = digits + 1
    }

    /// Digits with dashes, blanks, dots and slashes of any kind between them, perhaps after `№` or «номер обращения», in
    /// quotation marks or brackets, or before a final dot. nil unless the length and the check digit are right.
    public init?(parsing text: some StringProtocol) {
        if let number = AppealNumber(plain: text) {
            self = number
            return
        }
        guard text.utf8.count <= Self.longest else { return nil }
        var content = PastedText.content(of: text)[...]
        if let words = content.prefixMatch(of: Self.words) { content = content[words.range.upperBound...] }
        content.removeAll { "._/•·".contains($0) }
        guard let number = AppealNumber(plain: content) else { return nil }
        self = number
    }

    /// What stands before a pasted number, without blanks.
    private static var words: Regex<Substring> {
        /(?i:ваше?|ваш[аие]|обращени[ея]|заявк[аи]|номер|[№#]|n[oо]?[º°.]?|[:.])+/
    }

    /// In bytes, of a text that is searched for a number.
    private static let longest = 256

    /// Digits with any spaces or hyphens between them.
    private init?(plain text: some StringProtocol) {
        var (payload, count, interim, last) = (UInt64(0), 0, 0, UInt64(0))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard count < 19 else { return nil }
                payload = payload * 10 + last
                last = UInt64(byte - UInt8(ascii: "0"))
                interim = Self.stirred(interim, last)
                count += 1
            case UInt8(ascii: "-"), UInt8(ascii: " "): continue
            default: return nil
            }
        }
        guard count >= 9, count % 2 == 1, interim == 0 else { return nil }
        self.payload = payload
        self.count = count
    }

    /// The digits without separators, as stored in the database.
    public var digits: String { text(separated: false) }

    private func text(separated: Bool) -> String {
        let separators = separated ? (count - 1) / 3 : 0
        return String(unsafeUninitializedCapacity: count + separators) { bytes in
            // From right to left, because the check digit is computed from the others.
            var rest = payload
            for index in stride(from: count - 2, through: 0, by: -1) {
                bytes[index + (separated ? index / 3 : 0)] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            }
            var interim = 0
            for index in 0..<count - 1 {
                let place = index + (separated ? index / 3 : 0)
                interim = Self.stirred(interim, UInt64(bytes[place] - UInt8(ascii: "0")))
                if separated, index % 3 == 2 { bytes[place + 1] = UInt8(ascii: "-") }
            }
            bytes[count - 1 + separators] = UInt8(ascii: "0") + UInt8(interim)
            return count + separators
        }
    }

    /// One step of the check. The result over all digits is 0 when the last one is the right check digit, which is the
    /// result over the others. H. M. Damm, quasigroup of order 10.
    private static func stirred(_ interim: Int, _ digit: UInt64) -> Int {
        Int(quasigroup[interim * 10 + Int(digit)])
    }

    private static let quasigroup: [UInt8] = [
        0, 3, 1, 7, 5, 9, 8, 6, 4, 2,
        7, 0, 9, 2, 1, 5, 4, 8, 6, 3,
        4, 2, 0, 6, 8, 7, 1, 3, 5, 9,
        1, 7, 5, 0, 9, 8, 3, 4, 2, 6,
        6, 1, 2, 3, 0, 4, 5, 9, 7, 8,
        3, 6, 7, 4, 2, 0, 9, 5, 8, 1,
        5, 8, 6, 9, 7, 2, 0, 1, 3, 4,
        8, 9, 4, 5, 3, 6, 2, 0, 1, 7,
        9, 4, 3, 8, 6, 1, 7, 2, 0, 5,
        2, 5, 8, 1, 4, 3, 6, 7, 9, 0,
    ]
}

extension AppealNumber: CustomStringConvertible {
    /// In groups of three: `417-290-356`.
    public var description: String { text(separated: true) }
}
