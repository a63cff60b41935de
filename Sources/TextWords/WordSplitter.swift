/// Splits untrusted text into words, in lower case with ё as е. Words of mixed alphabets are converted to one.
///
/// Markup is dropped. The definition of a word wherever texts and keywords are compared. The signs in addresses have a
/// meaning, so `Addresses` splits them by itself, with the same ``Letter`` and ``Lookalikes``.
public struct WordSplitter {
    /// Letters kept of a word. The rest is dropped.
    public static let wordLimit = 40
    /// Words kept of a text.
    public static let textLimit = 2_000

    private var split = SplitText()
    /// Where the letters of the current word begin.
    private var start = 1

    private init() {}

    public static func split(_ text: String) -> SplitText {
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
            // й as two characters, as macOS writes it.
            split.letters[split.letters.count - 1] = "й"
        } else if let letter = Letter(scalar) {
            split.letters.append(letter.folded)
        } else if !scalar.isMark {
            endWord()
        }
    }

    /// The scalar that begins at a position of valid UTF-8, and the position after it.
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
        Lookalikes.unmix(&split.letters[start...])
        split.words.append(SplitText.Word(letters: start..<split.letters.count))
        split.letters.append(" ")
        start = split.letters.count
    }

    /// The position after a tag whose `<` is before `start`; nil when there is none within a kilobyte.
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
    /// Accents, joiners and soft hyphens, which do not end a word.
    fileprivate var isMark: Bool {
        guard value >= 0x80 else { return false }
        return switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: true
        default: false
        }
    }
}
