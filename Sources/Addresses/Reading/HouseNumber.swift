/// The number of a house: `5`, `5Г`, `33/1`, `1 корпус 2`, `12 строение 1`.
public struct HouseNumber: Hashable, Sendable {
    public enum PartKind: Int, Hashable, Sendable, CaseIterable {
        case letter
        /// After a slash.
        case fraction
        /// After a dash: a fraction, or a flat.
        case dash
        /// After a blank: a corpus, or a flat.
        case blank
        case corpus
        case building
        case litera
    }

    public struct Part: Hashable, Sendable {
        public let kind: PartKind
        /// Digits without leading zeros, or letters in lower case, or both: `2`, `а`, `14а`.
        public let text: String

        public init(_ kind: PartKind, _ text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// Digits without leading zeros.
    public let main: String
    public var parts: [Part]

    public init(_ main: String, _ parts: [Part] = []) {
        self.main = Self.withoutZeros(main)
        self.parts = parts
    }

    /// - Parameter text: digits and a letter: `14а`.
    init(reading text: String) {
        let digits = text.prefix(while: \.isNumber)
        let letters = text.dropFirst(digits.count)
        self.init(String(digits), letters.isEmpty ? [] : [Part(.letter, String(letters))])
    }

    /// Whether it comes later in the street, as the second house of «5, 7», «5-7» and «5, 5Г».
    func isBehind(_ other: HouseNumber) -> Bool {
        main == other.main ? !parts.isEmpty : Self.isLess(other.main, main)
    }

    /// The number without a last part that may be a flat, and that flat; nil if there is no such part.
    var withoutFlat: (number: HouseNumber, flat: String)? {
        guard let last = parts.last, last.kind == .dash || last.kind == .blank, last.text.first?.isNumber == true else {
            return nil
        }
        return (HouseNumber(main, parts.dropLast()), last.text)
    }

    /// The form in which spellings of one number are equal, whatever a part is called: «33/1», «33 к. 1» and «33-1»;
    /// «5Г», «5 корп. Г» and «5 лит. Г». Buildings (строения) keep their own name.
    var loose: String {
        parts.reduce(into: main) { text, part in
            let isLetter = part.text.first?.isLetter == true
            text += part.kind == .building ? "с\(part.text)" : isLetter ? part.text : "/\(part.text)"
        }
    }

    /// As it is written after the name of a street: `5Г`, `33/1`, `1к2с1`.
    public var description: String {
        parts.reduce(into: main) { text, part in
            switch part.kind {
            case .letter: text += part.text.uppercased()
            case .fraction: text += "/\(part.text.uppercased())"
            case .dash: text += "-\(part.text)"
            case .blank: text += " \(part.text)"
            case .corpus: text += "к\(part.text.uppercased())"
            case .building: text += "с\(part.text.uppercased())"
            case .litera: text += " лит. \(part.text.uppercased())"
            }
        }
    }

    static func withoutZeros(_ digits: String) -> String {
        let rest = digits.drop { $0 == "0" }
        return rest.isEmpty ? "0" : String(rest)
    }
}

extension HouseNumber: Comparable {
    /// In natural order: 1, 2, 10, 10А, 10к1.
    public static func < (one: HouseNumber, other: HouseNumber) -> Bool {
        if one.main != other.main { return isLess(one.main, other.main) }
        for (part, against) in zip(one.parts, other.parts) where part != against {
            if part.kind != against.kind { return part.kind.rawValue < against.kind.rawValue }
            return isLess(part.text, against.text)
        }
        return one.parts.count < other.parts.count
    }

    private static func isLess(_ one: String, _ other: String) -> Bool {
        let (digits, others) = (one.prefix(while: \.isNumber), other.prefix(while: \.isNumber))
        if digits.count != others.count { return digits.count < others.count }
        return one < other
    }
}
