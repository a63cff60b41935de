import Foundation

/// An e-mail address that can be written to: `name@example.org`, `почта@пример.рф`.
///
/// The form in practical use of RFC 5321: a dot-atom, `@`, and a domain name of at least two labels. Quoted names, comments
/// and IP addresses are valid by the standard, but what comes in with them is a mistake or cannot be answered.
public struct EmailAddress: Hashable, Sendable {
    /// The name of the mailbox.
    public let local: String
    public let domain: String
    /// In lower case, names in other scripts in their `xn--` form.
    private let host: String

    /// nil unless the whole text is one address.
    public init?(parsing text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, Self.isLocal(parts[0]), Self.isDomain(parts[1]) else {
            return nil
        }
        // Only mail servers of internationalised domains have mailboxes in other scripts (RFC 6531). With another domain it
        // is a letter of the wrong keyboard.
        let isInternational = !parts[1].utf8.allSatisfy { $0 < 0x80 } || parts[1].lowercased().contains("xn--")
        guard isInternational || parts[0].utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        guard let host = Self.host(parts[1]) else { return nil }
        (local, domain, self.host) = (String(parts[0]), String(parts[1]), host)
    }

    /// The same for every spelling, also for `пример.рф` and `xn--e1afmkfd.xn--p1ai`. Mail servers do not distinguish the
    /// case of mailboxes, although they might.
    public var key: String { local.precomposedStringWithCanonicalMapping.lowercased() + "@" + host }

    /// The domain as it is looked up (UTS 46); nil if it cannot be.
    private static func host(_ domain: Substring) -> String? {
        if domain.utf8.allSatisfy({ $0 < 0x80 }) { return domain.lowercased() }
        return URLComponents(string: "https://\(domain)")?.encodedHost?.lowercased()
    }

    private static func isLocal(_ text: Substring) -> Bool {
        text.utf8.count <= 64
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
                !atom.isEmpty && !atom.mixesScripts
                    && atom.unicodeScalars.allSatisfy { $0.isWordly || $0.isASCII && marks.contains($0) }
            }
    }

    /// The characters of an atom that are neither letters nor digits (RFC 5322, atext).
    private static let marks = Set("!#$%&'*+-/=?^_`{|}~".unicodeScalars)

    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, text.utf8.count <= 253, let top = labels.last else { return false }
        return labels.allSatisfy(isLabel) && isTop(top)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.unicodeScalars.count) && label.first != "-" && label.last != "-" && !label.mixesScripts
            && label.unicodeScalars.allSatisfy { $0.isWordly || $0 == "-" }
    }

    /// Top-level domains have no digits, apart from the `xn--` form of other scripts.
    private static func isTop(_ label: Substring) -> Bool {
        let scalars = label.unicodeScalars
        return scalars.count >= 2 && scalars.allSatisfy { $0.isWordly && $0.properties.numericType == nil }
            || label.lowercased().hasPrefix("xn--") && scalars.count > 4
    }
}

extension Substring {
    /// Latin and Cyrillic letters in one word, which look alike: one of them was typed by mistake or to deceive.
    fileprivate var mixesScripts: Bool {
        let letters = unicodeScalars
        return letters.contains { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
            && letters.contains { (0x400...0x52F).contains($0.value) }
    }
}

extension Unicode.Scalar {
    /// A letter or a decimal digit of any script, or a sign that belongs to a letter.
    fileprivate var isWordly: Bool {
        guard !isASCII else {
            return ("a"..."z").contains(self) || ("A"..."Z").contains(self) || ("0"..."9").contains(self)
        }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark,
            .decimalNumber:
            true
        default: false
        }
    }
}
