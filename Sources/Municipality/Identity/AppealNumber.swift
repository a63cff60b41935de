/// The public number of an appeal, to be read over the telephone: `417-290-356`.
///
/// The last digit is a Damm check digit, which catches every single wrong digit and every swap of neighbours.
/// Eight digits before it give a town a hundred million numbers; ``AppealNumbering`` goes on with longer ones.
public struct AppealNumber: Hashable, Sendable {
    /// The digits without separators; kept so in the database.
    public let digits: String

    init(payload: String) {
        digits = payload + String(Self.checkDigit(of: payload.utf8))
    }

    /// Digits with any spaces or hyphens between them; nil unless the length and the check digit are right.
    public init?(parsing text: some StringProtocol) {
        var digits = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(Character(UnicodeScalar(byte)))
            case UInt8(ascii: "-"), UInt8(ascii: " "): continue
            default: return nil
            }
            guard digits.utf8.count <= 19 else { return nil }
        }
        guard digits.utf8.count >= 9, digits.utf8.count % 2 == 1, Self.checkDigit(of: digits.utf8) == 0 else {
            return nil
        }
        self.digits = digits
    }

    /// 0 for digits that end with their check digit. H. M. Damm, quasigroup of order 10.
    private static func checkDigit(of digits: String.UTF8View) -> Int {
        digits.reduce(0) { interim, byte in Int(quasigroup[interim * 10 + Int(byte - UInt8(ascii: "0"))]) }
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
    public var description: String {
        let digits = digits.utf8
        return String(unsafeUninitializedCapacity: digits.count + digits.count / 3) { bytes in
            var place = 0
            for (index, digit) in digits.enumerated() {
                if index > 0, index % 3 == 0 {
                    bytes[place] = UInt8(ascii: "-")
                    place += 1
                }
                bytes[place] = digit
                place += 1
            }
            return place
        }
    }
}
