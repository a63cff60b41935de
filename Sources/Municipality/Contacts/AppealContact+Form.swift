// The accepted form of contacts.
extension AppealContact {
    /// Whether it may be a telephone number: at least three digits.
    public static func isPhone(_ text: String) -> Bool { digits(of: text).count >= 3 }

    public static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !text.contains(where: \.isWhitespace)
    }

    /// The phone or else the e-mail, normalised so that equal contacts have equal keys.
    public var key: String? {
        if let phone {
            let digits = Self.digits(of: phone)
            // +7 and 8 are equivalent prefixes of Russian numbers.
            return "tel:" + (digits.count == 11 && digits.first == "8" ? "7" + digits.dropFirst() : digits)
        }
        return email.map { "mailto:" + $0.lowercased() }
    }

    /// Digits of any script.
    private static func digits(of phone: String) -> String {
        var ascii = phone
        let isPlain = ascii.withUTF8 { $0.allSatisfy { $0 < 0x80 } }
        // Looking up the properties of a character is expensive.
        return isPlain
            ? String(decoding: phone.utf8.filter { (0x30...0x39).contains($0) }, as: UTF8.self)
            : phone.filter(\.isNumber)
    }
}
