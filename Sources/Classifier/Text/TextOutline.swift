import TextWords

/// A text as the set of its words, for comparison with others. Fast enough to compare every appeal with those of its
/// house.
///
/// Words are represented by their first letters: three of a short word to five of a long one. In Russian that separates
/// words about as well as stems do.
package struct TextOutline: Sendable {
    /// Hash of each word's beginning in the upper bits and its weight in the lower bits, in ascending order: four bytes
    /// per word, so that many texts fit in memory. The weight is the number of letters minus two, because short words
    /// carry little meaning in any language.
    private let words: [UInt32]

    /// The bits that hold the weight.
    fileprivate static let weightBits: UInt32 = 6
    fileprivate static let weightMask: UInt32 = 1 << weightBits - 1
    /// The sum of the words' weights.
    package let weight: Int

    /// - Parameter text: any text; it need not be trusted.
    package init(of text: String) {
        var text = text
        self = text.withUTF8 { TextOutline(utf8: $0) }
    }

    package init(utf8 text: UnsafeBufferPointer<UInt8>) {
        var reader = OutlineReader()
        reader.read(text)
        var words = reader.words
        words.sort()
        var kept = 0
        for word in words where kept == 0 || words[kept - 1] >> Self.weightBits != word >> Self.weightBits {
            words[kept] = word
            kept += 1
        }
        self.words = Array(words[..<kept])
        weight = self.words.reduce(0) { $0 + Int($1 & Self.weightMask) }
    }

    /// How much of the shorter text also occurs in the other one, 0 to 1.
    package func likeness(to other: TextOutline) -> Double {
        let (less, more) = weight <= other.weight ? (self, other) : (other, self)
        guard less.weight > 0 else { return 0 }
        var shared = 0
        var place = 0
        for word in less.words {
            let hash = word >> Self.weightBits
            while place < more.words.count, more.words[place] >> Self.weightBits < hash { place += 1 }
            if place < more.words.count, more.words[place] >> Self.weightBits == hash {
                shared += Int(word & Self.weightMask)
            }
        }
        return Double(shared) / Double(less.weight)
    }
}

/// Reads words from UTF-8, Cyrillic and ASCII. Any other character ends a word.
private struct OutlineReader {
    /// Maximum number of words read from a text.
    static let limit = 2_000
    /// Maximum number of letters counted of a word.
    static let longest = 40

    private(set) var words: [UInt32] = []

    init() {
        words.reserveCapacity(256)
    }

    mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
        Self.letters.withUnsafeBufferPointer { letters in
            var place = 0
            while place < text.count, words.count < Self.limit {
                // A word: its letters are counted, and the beginnings that may become its key are hashed.
                var count = 0
                var hash = UInt64.firstHash
                var (short, middle) = (hash, hash)
                while place < text.count {
                    var index = Int(text[place])
                    var length = 1
                    if index & 0xFE == 0xD0, place + 1 < text.count {
                        index = 0x80 + (index & 1) << 6 + Int(text[place + 1] & 0x3F)
                        length = 2
                    } else if index >= 0x80 {
                        break
                    }
                    let letter = letters[index]
                    if letter == 0 { break }
                    place += length
                    count += 1
                    guard count <= 5 else { continue }
                    hash = hash.hashed(with: UInt32(letter))
                    if count == 3 { short = hash }
                    if count == 4 { middle = hash }
                }
                if count > 2 {
                    let key = count <= 4 ? short : count <= 7 ? middle : hash
                    let mixed = UInt32(truncatingIfNeeded: key &* 0x9E37_79B9_7F4A_7C15 >> 32)
                    words.append(mixed & ~TextOutline.weightMask | UInt32(min(count, Self.longest) - 2))
                }
                place += 1
            }
        }
    }

    /// The letter that each character counts as; 0 when it is not a letter. The first half is ASCII, where letters that
    /// look Cyrillic count as the Cyrillic ones; from 0x80 on it is U+0400 to U+047F.
    private static let letters: [UInt16] = (0..<256).map { index in
        guard let scalar = Unicode.Scalar(UInt16(index < 0x80 ? index : 0x400 + index - 0x80)),
            let letter = Letter(scalar)
        else { return 0 }
        return UInt16(truncatingIfNeeded: Lookalikes.cyrillic(letter.folded).value)
    }
}
