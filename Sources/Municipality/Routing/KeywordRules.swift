import TextWords

/// The catalogue's keywords as rules that find the category in a resident's own words.
///
/// A keyword is the beginning of a word, or of two adjacent words (`нет тепл`). A word counts one, a phrase three. The
/// category with the most points wins. A tie, or no keyword at all, gives no category.
public struct KeywordRules: Sendable {
    public struct Match: Hashable, Sendable {
        public let category: CategoryID
        /// The keywords found, in the order of the catalogue.
        public let keywords: [String]
    }

    /// Scalars, because comparing characters is expensive.
    private typealias Word = ArraySlice<Unicode.Scalar>

    private struct Rule: Sendable {
        let category: CategoryID
        let keyword: String
        let stems: [Word]
    }

    /// Rules by the first two letters of their first stem, so that each word is compared with few rules.
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
                // The same complaint repeated three times counts once.
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
        let second = word.dropFirst().first?.value ?? 0
        return UInt64(word.first?.value ?? 0) << 32 | UInt64(second)
    }

    private static func words(of text: String) -> [Word] {
        let split = WordSplitter.split(text)
        return split.words.map { split[$0] }
    }
}
