/// A short code of lower-case Latin letters, digits, `-` and `_` that names a thing in URLs, files and contracts.
public struct Slug: RawRepresentable, Hashable, Sendable, Codable {
    /// 1–63 characters, `[a-z0-9][a-z0-9_-]*`.
    public let rawValue: String

    /// nil unless `rawValue` has the form of a slug.
    public init?(rawValue: String) {
        let bytes = rawValue.utf8
        guard (1...63).contains(bytes.count), let first = bytes.first, Self.isLetterOrDigit(first),
            bytes.allSatisfy({ Self.isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
        else { return nil }
        self.rawValue = rawValue
    }

    /// A slug made from a name in Russian or another language in Latin or Cyrillic script: «ООО "Тутаевский дом"» →
    /// `ooo-tutaevskiy-dom`.
    /// nil when the name has no letter or digit.
    public init?(from name: String) {
        var slug = ""
        for character in name.lowercased() {
            if let latin = Self.latin[character] {
                slug += latin
            } else if let ascii = character.asciiValue, Self.isLetterOrDigit(ascii) {
                slug.append(character)
            } else if !slug.isEmpty, slug.last != "-" {
                slug.append("-")
            }
        }
        slug = String(slug.prefix(60))
        while slug.last == "-" { slug.removeLast() }
        self.init(rawValue: slug)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static let latin: [Character: String] = [
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
        "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
        "я": "ya",
    ]
}
