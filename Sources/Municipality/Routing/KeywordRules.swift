/// The catalogue's keywords as rules: which category a resident's own words name.
///
/// A keyword is the beginning of a word, or of two words that follow each other (`нет тепл`). A word counts one,
/// a phrase three. The category with the most tells; a tie, or no keyword at all, tells nothing.
public struct KeywordRules: Sendable {
    public struct Match: Hashable, Sendable {
        public let category: CategoryID
        /// The keywords found, in the order of the catalogue.
        public let keywords: [String]
    }

    /// Scalars, for characters are dear to compare.
    private typealias Word = [UInt32]

    private struct Rule: Sendable {
        let category: CategoryID
        let keyword: String
        let stems: [Word]
    }

    /// Rules by the first two letters of their first stem, so that a word meets few of them.
    private let rules: [UInt64: [Rule]]

    public init(_ catalogue: [(category: CategoryID, keywords: [String])]) {
        var rules: [UInt64: [Rule]] = [:]
        for (category, keywords) in catalogue {
            for keyword in keywords {
                let stems = Self.words(of: keyword)
                guard let first = stems.first else { continue }
                rules[Self.beginning(of: first), default: []].append(
                    Rule(category: category, keyword: keyword, stems: stems)
                )
            }
        }
        self.rules = rules
    }

    public func match(_ text: String) -> Match? {
        let words = Self.words(of: text)
        var found: [CategoryID: (score: Int, keywords: [String])] = [:]
        for index in words.indices {
            for rule in rules[Self.beginning(of: words[index])] ?? []
            where Self.fits(rule.stems, words[index...]) {
                var entry = found[rule.category] ?? (0, [])
                // The same complaint said three times is still one.
                guard !entry.keywords.contains(rule.keyword) else { continue }
                entry.score += rule.stems.count > 1 ? 3 : 1
                entry.keywords.append(rule.keyword)
                found[rule.category] = entry
            }
        }
        guard let best = found.max(by: { $0.value.score < $1.value.score }),
            found.values.count(where: { $0.score == best.value.score }) == 1
        else { return nil }
        return Match(category: best.key, keywords: best.value.keywords)
    }

    private static func fits(_ stems: [Word], _ words: ArraySlice<Word>) -> Bool {
        words.count >= stems.count && zip(stems, words).allSatisfy { stem, word in word.starts(with: stem) }
    }

    private static func beginning(of word: Word) -> UInt64 {
        UInt64(word[0]) << 32 | UInt64(word.count > 1 ? word[1] : 0)
    }

    /// In lower case, ё as е; what is neither letter nor digit ends a word.
    private static func words(of text: String) -> [Word] {
        var words: [Word] = []
        var word: Word = []
        func end() {
            guard !word.isEmpty else { return }
            words.append(word)
            word = []
        }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x430...0x44F, 0x61...0x7A, 0x30...0x39: word.append(scalar.value)
            case 0x410...0x42F, 0x41...0x5A: word.append(scalar.value + 0x20)
            case 0x401, 0x451: word.append(0x435)
            // й and ё in two pieces, as macOS writes them.
            case 0x306 where word.last == 0x438: word[word.count - 1] = 0x439
            case 0x308 where word.last == 0x435: break
            case 0..<0x80: end()
            default:
                guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
                    end()
                    continue
                }
                word.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars.map(\.value))
            }
        }
        end()
        return words
    }
}
