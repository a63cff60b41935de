/// One telephone number by which a person is reached, as people write it: `+7 (900) 000-00-01, доб. 12`.
public struct PhoneNumber: Hashable, Sendable {
    /// The same for every spelling: country code and number (ITU-T E.164, 8 to 15 digits, without `+`), or the 5 to 7 digits
    /// of a number within the town.
    public let digits: String
    /// Digits that are dialled once the number answers.
    public let suffix: String?

    /// Digits with blanks, dashes, dots and brackets between them, and an extension behind them. Without `+` it is a
    /// Russian number with 8, 7 or no prefix, a number within the town, or begins with an international prefix (`00`,
    /// `8-10`). Words that only say that it is a number, such as «тел.» and «моб.», may stand around it. nil for anything
    /// else: other words, several numbers, and service numbers such as 112, which are nobody's.
    public init?(parsing text: String) {
        let scalars = Self.withoutLabels(text)
        var (digits, isInternational) = ("", false)
        var end = scalars.startIndex
        while end < scalars.endIndex {
            let scalar = scalars[end].narrowDigit
            if ("0"..."9").contains(scalar) {
                digits.unicodeScalars.append(scalar)
            } else if scalar == "+" {
                guard digits.isEmpty, !isInternational else { return nil }
                isInternational = true
            } else if !scalar.isSeparator {
                break
            }
            end = scalars.index(after: end)
        }
        guard let normal = isInternational ? Self.international(digits) : Self.domestic(digits) else { return nil }
        self.digits = normal
        if end == scalars.endIndex {
            suffix = nil
        } else {
            guard let suffix = Self.suffix(in: scalars[end...]) else { return nil }
            self.suffix = suffix
        }
    }

    /// Whether the text is numbers that anybody may call, with commas, semicolons or slashes between them. Service numbers of
    /// two to four digits are among them.
    public static func areCallable(_ text: String) -> Bool {
        if PhoneNumber(parsing: text) != nil { return true }
        return text.split(omittingEmptySubsequences: false) { ",;/\n".contains($0) }.allSatisfy { part in
            let digits = withoutLabels(String(part)).filter { !$0.isSeparator }
            return (2...4).contains(digits.count) && digits.allSatisfy { ("0"..."9").contains($0) }
                || PhoneNumber(parsing: String(part)) != nil
        }
    }

    /// Without «тел.:», «(моб.)» and the like, and without signs at the ends.
    private static func withoutLabels(_ text: String) -> Substring.UnicodeScalarView {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
            !("0"..."9").contains(last) || !("0"..."9").contains(first) && first != "+"
        else { return text[...].unicodeScalars }
        // A long text is no number.
        guard text.utf8.count <= 160 else { return ""[...].unicodeScalars }
        let labelled =
            #/
            [\s«"',;:.]*
            (?: (?i:тел(?:ефон)?|т|моб(?:ильный)?|сот(?:овый)?|дом(?:ашний)?|раб(?:очий)?|факс) [\s.:/]* )*
            (.*?)
            [\s,;]* (?: \(? (?i:моб(?:ильный)?|сот(?:овый)?|дом(?:ашний)?|раб(?:очий)?|факс) \.? \)? )? [\s»"',;.]*
            /#
        return text.wholeMatch(of: labelled).map { $0.output.1.unicodeScalars } ?? text[...].unicodeScalars
    }

    /// - Parameter digits: those after `+`.
    private static func international(_ digits: String) -> String? {
        // No country has the code 89: the prefix 8 of a Russian mobile number was given a `+`.
        if digits.utf8.count == 11, digits.hasPrefix("89") { return "7" + digits.dropFirst() }
        guard (8...15).contains(digits.utf8.count), !digits.hasPrefix("0"),
            digits.utf8.count == 11 || !digits.hasPrefix("7")
        else { return nil }
        return digits
    }

    private static func domestic(_ digits: String) -> String? {
        switch digits.utf8.count {
        // By the Russian numbering plan 0 and 1 begin service numbers and 8 is a prefix, so that none begins a number
        // within a town.
        case 5...7: "2345679".contains(digits.prefix(1)) ? digits : nil
        // No area code begins with 89: it is a mobile number with the prefix 8 that lacks a digit.
        case 10: "3456789".contains(digits.prefix(1)) && !digits.hasPrefix("89") ? "7" + digits : nil
        case 11 where digits.hasPrefix("7") || digits.hasPrefix("8"): "7" + digits.dropFirst()
        default:
            ["810", "00"].first(where: digits.hasPrefix).flatMap {
                international(String(digits.dropFirst($0.utf8.count)))
            }
        }
    }

    /// The extension in `доб. 12`, `(вн. 12)`, `ext 12`, `x12`, `#12`.
    private static func suffix(in rest: Substring.UnicodeScalarView) -> String? {
        guard rest.count <= 40 else { return nil }
        var plain = String.UnicodeScalarView()
        for scalar in rest where !scalar.isBlank { plain.append(scalar) }
        let words = /[,;(]*(?:доб(?:ав(?:очный)?)?|вн(?:утр(?:енний)?)?|ext(?:ension)?|x|х|#)[.:=№#]*/
        let text = String(plain).lowercased()
        return text.prefixMatch(of: words).flatMap { word in
            text[word.range.upperBound...].wholeMatch(of: /([0-9]{1,6})[).]*/).map { String($0.output.1) }
        }
    }
}

extension Unicode.Scalar {
    /// What people put between the digits of a telephone number.
    fileprivate var isSeparator: Bool { isBlank || isDash || isASCII && "()[]._".unicodeScalars.contains(self) }
}
