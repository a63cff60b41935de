import Classifier
public import Municipality
import Spreadsheet

/// How good a catalogue's keywords are, measured on labelled texts. Needs no database.
public struct KeywordMeasurement: Sendable {
    /// A category for which the keywords proposed something.
    public struct Family: Sendable {
        public let category: String
        /// Its proposals.
        public let evidence: KeywordEvidence
        /// The share of right ones that is true at least, with a confidence of 90 %.
        public let lowerBound: Double
        /// Whether the evidence in the catalogue lets it decide by itself.
        public let decides: Bool
    }

    /// What the keywords said of a text.
    public struct Prediction: Sendable {
        /// Index of the text.
        public let row: Int
        public let label: String
        public let category: String
        public let keywords: [String]
        public let isRight: Bool
    }

    /// Number of texts.
    public let texts: Int
    public let predictions: [Prediction]
    /// Most proposals first.
    public let families: [Family]

    /// Proposals that name a category of the label.
    public var right: Int { predictions.count(where: \.isRight) }
    /// Share of the proposals that are right; 0 without proposals.
    public var precision: Double { Double(right) / Double(max(1, predictions.count)) }
    /// Share of the texts that have a proposal.
    public var proposed: Double { Double(predictions.count) / Double(max(1, texts)) }
    /// Share of the texts that would be decided by keywords alone, and of these that would be wrong.
    public var decided: Double { Double(decisions.count) / Double(max(1, texts)) }
    public var wrong: Double { Double(decisions.count { !$0.isRight }) / Double(max(1, decisions.count)) }

    private var decisions: [Prediction] {
        let deciding = Set(families.filter(\.decides).map(\.category))
        return predictions.filter { deciding.contains($0.category) }
    }

    /// Throws ``ServiceError/invalid(_:)`` when the map names a topic that no category is.
    /// - Parameter categories: CSV file in the format of the import of categories.
    public init(_ sample: LabelledTexts, categories path: String, map: TopicMap) throws {
        let known = try Self.categories(in: path)
        let strangers = map.topics(without: known.map(\.code))
        guard strangers.isEmpty else {
            throw ServiceError.invalid("map", "names topics that no category is: \(strangers.joined(separator: ", "))")
        }
        let rules = KeywordRules(
            known.enumerated().map { (CategoryID(rawValue: Int32($0)), $1.keywords) }
        )
        predictions = sample.texts.enumerated().compactMap { row, text in
            rules.match(text).map { match in
                let code = known[Int(match.category.rawValue)].code
                return Prediction(
                    row: row,
                    label: sample.labels[row],
                    category: code,
                    keywords: match.keywords,
                    isRight: map.allows(code, for: sample.labels[row])
                )
            }
        }
        texts = sample.texts.count
        let shipped = Dictionary(known.map { ($0.code, $0.evidence) }) { first, _ in first }
        families = Dictionary(grouping: predictions, by: \.category).map { category, all in
            let right = all.count(where: \.isRight)
            return Family(
                category: category,
                evidence: KeywordEvidence(right: right, wrong: all.count - right),
                lowerBound: PrecisionBound().lowerBound(right: right, of: all.count),
                decides: CategoryJudge.mayDecide(by: shipped[category] ?? KeywordEvidence())
            )
        }.sorted { ($1.evidence.count, $0.category) < ($0.evidence.count, $1.category) }
    }

    private struct KnownCategory {
        let code: String
        let keywords: [String]
        let evidence: KeywordEvidence
    }

    private static func categories(in path: String) throws -> [KnownCategory] {
        var reader = try CSVReader(path: path)
        let header = reader.header
        guard let code = header.firstIndex(of: "code"), let keywords = header.firstIndex(of: "keywords") else {
            throw CSVError(row: 1, message: "has no columns code and keywords")
        }
        let counts = ["keywords_right", "keywords_wrong"].map { header.firstIndex(of: $0) }
        var known: [KnownCategory] = []
        while let (_, fields) = try reader.next() {
            guard fields.count > max(code, keywords) else { continue }
            let numbers = counts.map { place in
                place.flatMap { $0 < fields.count ? Int(fields[$0].trimmed) : nil } ?? 0
            }
            known.append(
                KnownCategory(
                    code: fields[code].trimmed,
                    keywords: fields[keywords].split(separator: "|").map { String($0).trimmed },
                    evidence: KeywordEvidence(right: numbers[0], wrong: numbers[1])
                )
            )
        }
        return known
    }
}
