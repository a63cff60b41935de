package import Foundation
package import Municipality
package import Postgres
import Store

/// Decides for appeals that were just registered whose they are: house × category × contract valid on that day.
package enum AppealRouter {
    /// Metres from a point within which the nearest house is taken to be meant.
    static let houseRadius = 60.0

    /// Routes the appeals, or sends them to triage, in the caller's transaction: state, decision with its reason, tickets
    /// and all events. Those no longer waiting (withdrawn, routed before) are left alone.
    package static func route(
        _ appeals: [AppealID],
        in municipality: MunicipalityID,
        at instant: Date,
        on transaction: PostgresTransaction
    ) async throws {
        let facts = try await RoutingStore.lockUndecided(appeals, in: municipality, on: transaction)
        guard !facts.isEmpty else { return }
        let houses = try await houses(of: facts, in: municipality, on: transaction)
        let categories = try await categories(of: facts, in: municipality, on: transaction)

        // Many ask the same: each question is asked once.
        var questions: [RoutingStore.Question: Int] = [:]
        for fact in facts {
            guard let category = categories[fact.appeal]?.category else { continue }
            let question = RoutingStore.Question(category: category, house: houses[fact.appeal], day: fact.day)
            if questions[question] == nil { questions[question] = questions.count }
        }
        let asked = questions.sorted { $0.value < $1.value }.map(\.key)
        let candidates = try await RoutingStore.candidates(for: asked, in: municipality, on: transaction)

        let rows = facts.map { fact in
            let category = categories[fact.appeal]
            let house = houses[fact.appeal]
            let found =
                category.flatMap { category in
                    questions[RoutingStore.Question(category: category.category, house: house, day: fact.day)]
                }.map { candidates[$0] } ?? []
            return RoutingDecisionStore.Row(
                appeal: fact.appeal,
                decision: RoutingDecision(
                    categoryKnown: category != nil,
                    houseKnown: house != nil,
                    candidates: found
                ),
                category: category?.category,
                house: house,
                details: DecisionDetails(
                    keywords: category?.keywords,
                    day: fact.day,
                    contracts: found.isEmpty ? nil : found
                ).json
            )
        }
        try await RoutedAppeals.store(rows, in: municipality, from: [.registered], at: instant, on: transaction)
    }

    /// The house chosen, the nearest to the point given, or the one with the address written.
    private static func houses(
        of facts: [RoutingStore.Facts],
        in municipality: MunicipalityID,
        on transaction: PostgresTransaction
    ) async throws -> [AppealID: HouseID] {
        var houses: [AppealID: HouseID] = [:]
        for fact in facts { houses[fact.appeal] = fact.house }
        let points = facts.filter { $0.house == nil && $0.coordinates != nil }
        let nearest = try await PlaceStore.nearest(
            to: points.compactMap(\.coordinates),
            within: houseRadius,
            in: municipality,
            on: transaction
        )
        for (fact, house) in zip(points, nearest) { houses[fact.appeal] = house }
        let written = facts.filter { houses[$0.appeal] == nil && $0.address != nil }
        let addressed = try await PlaceStore.houses(
            at: written.map { AddressKey($0.address ?? "") },
            in: municipality,
            on: transaction
        )
        for (fact, house) in zip(written, addressed) { houses[fact.appeal] = house }
        return houses
    }

    /// The category chosen, or the one that the catalogue's keywords tell from the text.
    private static func categories(
        of facts: [RoutingStore.Facts],
        in municipality: MunicipalityID,
        on transaction: PostgresTransaction
    ) async throws -> [AppealID: (category: CategoryID, keywords: [String]?)] {
        var categories: [AppealID: (category: CategoryID, keywords: [String]?)] = [:]
        for fact in facts {
            if let category = fact.category { categories[fact.appeal] = (category, nil) }
        }
        guard categories.count < facts.count else { return categories }
        let rules = try await RoutingStore.keywordRules(of: municipality, on: transaction)
        for fact in facts where fact.category == nil {
            if let match = fact.text.flatMap(rules.match) {
                categories[fact.appeal] = (match.category, match.keywords)
            }
        }
        return categories
    }
}
