/// A region of Russia (субъект федерации), as addresses name it: «Ярославская обл.», «Татарстан», «ХМАО».
public struct FederalSubject: Sendable {
    /// As in the state register of addresses: `Ярославская область`.
    public let name: String
    /// nil for a city.
    let kind: RegionKind?
    /// Its names in lower case without marks and blanks.
    let names: [String]
    /// Name of the region that its addresses may name too: «Тюменская область, Ханты-Мансийский АО».
    let outer: String?

    /// The region with that name, in any form in which addresses tell it; nil when it is not clear which.
    public init?(named text: String) {
        let written = AddressWords.tokens(of: text).filter { $0.kind == .word }.map(\.text)
        let words = Self.withoutMarks(written)
        let kind = written.lazy.compactMap { AddressMarks.region[$0] }.first(where: \.isSubject)
        var found = Self.named(words, kind, withCities: true)
        // «Кемеровская область — Кузбасс»
        for count in 1..<max(words.count, 1) where found.isEmpty {
            let rest = Self.named(words.dropFirst(count), nil)
            found = Self.named(words.prefix(count), kind).filter { one in rest.contains { $0.name == one.name } }
        }
        guard found.count == 1 else { return nil }
        self = found[0]
    }

    init(name: String, names: [String], outer: String?) {
        let words = AddressWords.tokens(of: name).filter { $0.kind == .word }.map(\.text)
        let isAutonomous = words.contains("автономный")
        kind = isAutonomous ? .autonomousOkrug : words.lazy.compactMap { AddressMarks.region[$0] }.first
        self.name = name
        self.names = [Self.withoutMarks(words).joined()] + names
        self.outer = outer
    }

    private static func withoutMarks(_ words: [String]) -> [String] {
        words.filter { word in
            AddressMarks.region[word] == nil && AddressMarks.regionBehind[word] == nil
                && !AddressMarks.regionAdjectives.contains(word)
        }
    }

    // MARK: Names

    /// Words of the longest name.
    static let mostWords = 3

    /// The regions with exactly that name, in any case; those of the kind, if there are such.
    static func named(
        _ words: some Collection<String>,
        _ kind: RegionKind?,
        withCities: Bool = false
    ) -> [FederalSubject] {
        let found = (byStem[stem(words.joined())] ?? []).filter { withCities || $0.kind != nil }
        let told = found.filter { $0.kind == kind }
        return told.isEmpty ? found : told
    }

    /// The regions that a name without a mark can mean, and its length: «Татарстан, Казань». Adjectives need a mark.
    static func beginning(_ words: [String]) -> (subjects: [FederalSubject], count: Int)? {
        for count in (0...min(words.count, mostWords)).reversed() where count > 0 {
            let key = words.prefix(count).joined()
            let found = named(words.prefix(count), nil, withCities: true)
            if !found.isEmpty, !stem(key).hasSuffix(adjective) { return (found, count) }
        }
        return nil
    }

    static func length(ofNameBeginning words: [String]) -> Int? {
        (0...min(words.count, mostWords)).reversed().first { $0 > 0 && !named(words.prefix($0), nil).isEmpty }
    }

    static func length(ofNameEnding words: [String]) -> Int? {
        (0...min(words.count, mostWords)).reversed().first { $0 > 0 && !named(words.suffix($0), nil).isEmpty }
    }

    /// Whether a word abbreviates a name: «Яросл. обл.».
    static func isAbbreviated(_ word: String) -> Bool { FederalSubjects.all.contains { $0.isAbbreviated(word) } }

    private func isAbbreviated(_ word: String) -> Bool {
        word.unicodeScalars.count > 2 && names.contains { $0.hasPrefix(word) }
    }

    // MARK: Comparison

    /// Whether addresses of this region may name the other.
    func covers(_ other: FederalSubject) -> Bool { other.name == name || other.name == outer }

    /// Whether a written region is clearly another one. A name that is nearly this one's, or none of the table, is not.
    func differs(from region: WrittenAddress.Region) -> Bool {
        let words = region.words
        guard region.kind.isSubject, let first = words.first else { return false }
        if let count = Self.length(ofNameBeginning: words) {
            return !Self.named(words.prefix(count), region.kind).contains(where: covers)
        }
        if isNear(first, limit: 2) || names.contains(where: { $0.hasPrefix(first) }) { return false }
        let others = FederalSubjects.all.filter { $0.kind != nil }
        if others.contains(where: { $0.isNear(first, limit: 1) }) {
            return !others.contains { covers($0) && $0.isNear(first, limit: 1) }
        }
        // «край леса»: only a shortened oblast is sure.
        let shortened = words.count == 1 && region.kind == .oblast ? others.filter { $0.isAbbreviated(first) } : []
        return !shortened.isEmpty && !shortened.contains(where: covers)
    }

    /// Whether at most so many typing errors make the word one of the names. In short words one is allowed.
    private func isNear(_ word: String, limit: Int) -> Bool {
        let written = Self.letters(word)
        // «Томсая», but not «край крыши»
        let least = Self.endings.contains(where: word.hasSuffix) ? 4 : SpellingDistance.correctable
        guard written.count >= least else { return false }
        return names.contains { name in
            let own = Self.letters(name)
            return SpellingDistance.errors(written, own, limit: own.count > SpellingDistance.correctable ? limit : 1)
                != nil
        }
    }

    /// Without the ending, which may follow a mistyped stem: «Костромкая».
    private static func letters(_ name: String) -> [Unicode.Scalar] {
        guard let ending = endings.first(where: name.hasSuffix) else { return Array(stem(name).unicodeScalars) }
        return Array(name.dropLast(ending.count).unicodeScalars)
    }

    // MARK: Cases

    /// Ends the stem of an adjective, because «Псков» with a mark is not «Псковская».
    private static let adjective = "-"
    private static let endings = ["ая", "ой", "ую", "ий", "ого", "ому", "им", "ом", "ое"]

    /// What is the same in all cases: `ярославск-` of «Ярославской», `татарстан` of «Татарстане».
    private static func stem(_ name: String) -> String {
        for ending in endings where name.hasSuffix("ск" + ending) || name.hasSuffix("цк" + ending) {
            return name.dropLast(ending.count) + adjective
        }
        guard name.unicodeScalars.count > 4, let last = name.last, "аеиоуыюяйь".contains(last) else { return name }
        return String(name.dropLast())
    }

    private static let byStem: [String: [FederalSubject]] = {
        var found: [String: [FederalSubject]] = [:]
        for subject in FederalSubjects.all {
            for stem in Set(subject.names.map(stem)) { found[stem, default: []].append(subject) }
        }
        return found
    }()
}
