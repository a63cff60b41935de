/// Splits hostile text into words: markup is dropped, alphabets that were mixed are unmixed, nothing is trusted.
struct WordSplitter {
    /// Letters kept of a word. Anything longer is not a word of any language.
    static let wordLimit = 40
    /// Words kept of a text.
    static let textLimit = 2_000

    private var split = SplitText()
    /// Where the letters of the word that is being read begin.
    private var start = 1
    private var firstIsCapital = false
    private var capitals = 0
    private var sentenceBegins = true

    static func split(_ text: String) -> SplitText {
        var splitter = WordSplitter()
        splitter.split.letters.reserveCapacity(text.utf8.count)
        splitter.read(text)
        return splitter.split
    }

    private mutating func read(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var place = 0
            while place < bytes.count, split.words.count < Self.textLimit {
                let (scalar, next) = Self.scalar(of: bytes, at: place)
                if scalar == "<", let end = Self.endOfTag(in: bytes, from: next) {
                    endWord()
                    place = end
                    continue
                }
                place = next
                read(scalar)
            }
        }
        endWord()
    }

    private mutating func read(_ scalar: Unicode.Scalar) {
        if scalar == "\u{306}", split.letters.last == "и" {
            // й in two pieces, as macOS writes it.
            split.letters[split.letters.count - 1] = "й"
        } else if let (letter, isCapital) = Self.letter(scalar) {
            if split.letters.count == start { firstIsCapital = isCapital }
            if isCapital { capitals += 1 }
            split.letters.append(letter)
        } else if !scalar.isMark {
            endWord()
            if scalar == "." || scalar == "!" || scalar == "?" || scalar == "\n" { sentenceBegins = true }
        }
    }

    /// The scalar that begins at a place of valid UTF-8, and the place after it.
    private static func scalar(
        of bytes: UnsafeBufferPointer<UInt8>,
        at place: Int
    ) -> (Unicode.Scalar, next: Int) {
        let first = UInt32(bytes[place])
        func low(_ offset: Int) -> UInt32 { UInt32(bytes[place + offset]) & 0x3F }
        let (value, length) =
            switch first {
            case 0..<0x80: (first, 1)
            case 0x80..<0xE0: ((first & 0x1F) << 6 | low(1), 2)
            case 0xE0..<0xF0: ((first & 0x0F) << 12 | low(1) << 6 | low(2), 3)
            default: ((first & 0x07) << 18 | low(1) << 12 | low(2) << 6 | low(3), 4)
            }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", place + length)
    }

    private mutating func endWord() {
        let length = split.letters.count - start
        guard length > 0 else { return }
        if length > Self.wordLimit { split.letters.removeLast(length - Self.wordLimit) }
        Homoglyphs.unmix(&split.letters[start...])
        split.words.append(
            SplitText.Word(
                letters: start..<split.letters.count,
                isName: firstIsCapital && !sentenceBegins && length > 2 && capitals < length
            )
        )
        split.letters.append(" ")
        start = split.letters.count
        capitals = 0
        sentenceBegins = false
    }

    /// The letter or digit in lower case, and whether it was a capital; nil for anything else.
    private static func letter(_ scalar: Unicode.Scalar) -> (Unicode.Scalar, isCapital: Bool)? {
        switch scalar.value {
        case 0x430...0x44F, 0x61...0x7A, 0x30...0x39: (scalar, false)
        case 0x410...0x42F: (Unicode.Scalar(scalar.value + 0x20).unsafelyUnwrapped, true)
        case 0x41...0x5A: (Unicode.Scalar(scalar.value + 0x20).unsafelyUnwrapped, true)
        case 0x451: ("е", false)
        case 0x401: ("е", true)
        case 0..<0x80: nil
        default:
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                ? (scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar, scalar.properties.isUppercase)
                : nil
        }
    }

    /// The place after a tag whose `<` is before `start`; nil when there is none within a kilobyte.
    private static func endOfTag(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        let (first, _) = scalar(of: bytes, at: start)
        guard first == "/" || first == "!" || first.properties.isAlphabetic,
            let end = bytes[start...].prefix(1_000).firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        return end + 1
    }
}

extension Unicode.Scalar {
    /// Accents, joiners and soft hyphens, which end no word.
    fileprivate var isMark: Bool {
        guard value >= 0x80 else { return false }
        return switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: true
        default: false
        }
    }
}
