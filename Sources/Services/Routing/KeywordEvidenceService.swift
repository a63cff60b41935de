import Classifier
public import Municipality
import Store

/// How often a category's keywords were right, and what follows from that.
public struct KeywordFamily: Sendable {
    /// Code of the category.
    public let category: String
    /// Counted on real texts; came with the catalogue.
    public let shipped: KeywordEvidence
    /// Counted on the town's own decided appeals.
    public let counted: KeywordEvidence
    /// The share of right decisions that is true at least, with a confidence of 90 %.
    public let lowerBound: Double
    /// Whether its keywords route by themselves; otherwise they only propose.
    public let decides: Bool

    init(_ row: CategoryStore.Row) {
        category = row.code
        shipped = row.shipped
        counted = row.counted
        let evidence = row.shipped + row.counted
        lowerBound = PrecisionBound().lowerBound(right: evidence.right, of: evidence.count)
        decides = CategoryJudge.mayDecide(by: evidence)
    }
}

/// The evidence by which the catalogue's keywords may decide by themselves.
public struct KeywordEvidenceService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// The active categories with keywords, in order of group and code.
    public func all(by actor: Actor) async throws -> [KeywordFamily] {
        try actor.require(.manageModels)
        return try await town.read(by: actor) { session in
            try await CategoryStore.all(in: session).filter { $0.active && !$0.keywords.isEmpty }
                .map(KeywordFamily.init)
        }
    }

    /// Counts how often today's keywords find the category that people confirmed: of appeals that were closed without a
    /// return, and of those that coordinators decided. Each text counts once.
    public func count(by actor: Actor) async throws -> [KeywordFamily] {
        try actor.require(.manageModels)
        try await town.write(by: actor) { session in
            let examples = try await RoutingExampleStore.examples(
                limit: RoutingModelService.exampleLimit,
                in: session
            )
            let catalogue = try await CatalogueStore.catalogue(
                version: CatalogueStore.version(in: session),
                in: session
            )
            let rules = catalogue.makeRules()
            var evidence = Dictionary(uniqueKeysWithValues: catalogue.categories.map { ($0.id, KeywordEvidence()) })
            var seen: Set<String> = []
            for example in examples.reversed() where example.confirmsCategory && seen.insert(example.text).inserted {
                guard let match = rules.match(example.text) else { continue }
                if match.category == example.category {
                    evidence[match.category]?.right += 1
                } else {
                    evidence[match.category]?.wrong += 1
                }
            }
            try await CategoryStore.saveCounted(evidence, in: session)
        }
        return try await all(by: actor)
    }
}
