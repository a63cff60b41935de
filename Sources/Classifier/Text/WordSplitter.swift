/// Splits hostile text into words: markup is dropped, alphabets that were mixed are unmixed, nothing is trusted.
struct WordSplitter {
    /// Letters kept of a word; what is longer is no word of any language.
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
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex, split.words.count < Self.textLimit {
            let scalar = scalars[index]
            if scalar == "<", let end = Self.endOfTag(in: scalars, from: index) {
                endWord()
                index = end
                continue
            }
            index = scalars.index(after: index)
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
        endWord()
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

    /// In lower case, and whether it was a capital; nil for what is neither letter nor digit.
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

    /// The place after a tag that begins at `start`; nil when there is none.
    private static func endOfTag(
        in scalars: String.UnicodeScalarView,
        from start: String.Index
    ) -> String.Index? {
        let rest = scalars[scalars.index(after: start)...]
        guard let first = rest.first, first == "/" || first == "!" || first.properties.isAlphabetic,
            let end = rest.prefix(500).firstIndex(of: ">")
        else { return nil }
        return scalars.index(after: end)
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
