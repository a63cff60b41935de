/// What comes along when a number or a code is copied from a message or a paper.
enum PastedText {
    /// The text without dashes and blanks of any kind, and without `№`, quotation marks, brackets and punctuation at its
    /// ends. Full-width digits are ASCII.
    static func content(of text: some StringProtocol) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !scalar.isDash && !scalar.isBlank {
            kept.append(scalar.narrowDigit)
        }
        var content = kept[...]
        while let first = content.first, ends.contains(first) { content.removeFirst() }
        while let last = content.last, ends.contains(last) { content.removeLast() }
        return String(content)
    }

    private static let ends = Set("№#.,;:…!?*_`«»‹›„“”‟\"‘’'()[]<>".unicodeScalars)
}

extension Unicode.Scalar {
    /// A dash of any kind: hyphen, en dash, em dash, minus.
    var isDash: Bool {
        guard !isASCII else { return self == "-" }
        return properties.isDash || self == "\u{2043}" || self == "\u{2796}"
    }

    /// The ASCII digit of a full-width digit; other characters as they are.
    var narrowDigit: Unicode.Scalar {
        (0xFF10...0xFF19).contains(value) ? Unicode.Scalar(UInt8(value - 0xFF10) + UInt8(ascii: "0")) : self
    }

    /// White space of any kind, and characters without width, such as soft hyphens and marks of the direction of
    /// writing.
    var isBlank: Bool {
        guard !isASCII else { return self == " " || (0x09...0x0D).contains(value) }
        return properties.isWhitespace || properties.generalCategory == .format
    }
}
