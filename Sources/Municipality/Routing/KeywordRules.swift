import TextWords

/// The catalogue's keywords as rules that find the category in a resident's own words.
///
/// A keyword is the beginning of a word, or of adjacent words (`нет тепл`). A word counts one, a phrase three, and a
/// keyword that ends with a question mark one: `снег?` speaks for the category, but never on its own.
public struct KeywordRules: Sendable {
    public struct Match: Hashable, Sendable {
        public let category: CategoryID
        /// The keywords found, in the order of their first occurrence.
        public let keywords: [String]
        /// Whether one of them speaks for the category on its own.
        public let isStrong: Bool
        /// False for a single word that ends with a question mark in the catalogue.
        public let isMoreThanHint: Bool
    }

    /// Words at the beginning of a text, in which residents usually say what they write about.
    static let opening = 40
    /// How many times the points of the next category the best needs.
    static let lead = 2
    /// Scalars, because comparing characters is expensive.
    private typealias Word = ArraySlice<Unicode.Scalar>

    private struct Rule: Sendable {
        let category: CategoryID
        let keyword: String
        let stems: [Word]
        let isWeak: Bool

        var points: Int { stems.count > 1 && !isWeak ? 3 : 1 }
    }

    /// What speaks for a category.
    private struct Found {
        let category: CategoryID
        var keywords: [String] = []
        /// Of the whole text, and of its opening.
        var points = 0
        var openingPoints = 0
        var isStrong = false
        var opensStrongly = false
        var hasPhrase = false

        mutating func add(_ rule: Rule, isInOpening: Bool) {
            // The same complaint repeated three times counts once.
            guard !keywords.contains(rule.keyword) else { return }
            keywords.append(rule.keyword)
            points += rule.points
            isStrong = isStrong || !rule.isWeak
            hasPhrase = hasPhrase || rule.stems.count > 1
            guard isInOpening else { return }
            openingPoints += rule.points
            opensStrongly = opensStrongly || !rule.isWeak
        }

        var match: Match {
            Match(
                category: category,
                keywords: keywords,
                isStrong: isStrong,
                isMoreThanHint: isStrong || hasPhrase || keywords.count > 1
            )
        }
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
                    Rule(category: category, keyword: keyword, stems: stems, isWeak: keyword.hasSuffix("?"))
                )
            }
        }
        self.rules = rules
    }

    /// The category that clearly beats the others: in the opening it has a keyword that is not weak and twice the
    /// points of the next, and nothing has more in the whole text. Otherwise nil.
    public func match(_ text: String) -> Match? { read(text).match }

    /// What the keywords say of a text.
    public struct Reading: Sendable {
        /// As ``KeywordRules/match(_:)`` returns it.
        public let match: Match?
        /// Every category of which a keyword was found, most points first.
        public let all: [Match]
    }

    public func read(_ text: String) -> Reading {
        let found = found(in: text).sorted { ($1.points, $0.category.rawValue) < ($0.points, $1.category.rawValue) }
        return Reading(match: Self.clearlyBest(of: found), all: found.map(\.match))
    }

    private static func clearlyBest(of found: [Found]) -> Match? {
        guard let best = found.max(by: { $0.openingPoints < $1.openingPoints }), best.opensStrongly,
            found.allSatisfy({
                $0.category == best.category
                    || $0.openingPoints * lead <= best.openingPoints && $0.points <= best.points
            })
        else { return nil }
        return best.match
    }

    private func found(in text: String) -> [Found] {
        let words = Self.words(of: text)
        var found: [CategoryID: Found] = [:]
        for index in words.indices {
            for rule in rules[Self.beginning(of: words[index])] ?? []
            where Self.fits(rule.stems, words[index...]) {
                found[rule.category, default: Found(category: rule.category)]
                    .add(rule, isInOpening: index < Self.opening)
            }
        }
        return Array(found.values)
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
