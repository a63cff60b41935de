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
        with models: RoutingModels,
        at instant: Date,
        on transaction: PostgresTransaction
    ) async throws {
        let active = try await models.active(in: municipality, on: transaction)
        let facts = try await RoutingStore.lock(
            appeals,
            in: [.registered],
            in: municipality,
            on: transaction
        )
        guard !facts.isEmpty else { return }
        let rows = try await decide(facts, in: municipality, with: active, seekingDuplicates: true, on: transaction)
        try await RoutedAppeals.store(rows, in: municipality, from: [.registered], at: instant, on: transaction)
    }

    /// A decision on each, which nothing is done about.
    static func decide(
        _ facts: [RoutingStore.Facts],
        in municipality: MunicipalityID,
        with active: [RoutingModelKind: RoutingModels.Model],
        seekingDuplicates: Bool,
        on transaction: PostgresTransaction
    ) async throws -> [RoutingDecisionStore.Row] {
        let houses = try await houses(of: facts, in: municipality, on: transaction)
        let judge = CategoryJudge(
            catalogue: facts.allSatisfy { $0.category != nil }
                ? []
                : try await RoutingStore.catalogue(of: municipality, on: transaction).map(CategoryJudge.Entry.init),
            model: active[.category]
        )
        let judgements = facts.map { fact in
            fact.category.map { CategoryJudge.Judgement(category: $0) } ?? judge.judge(fact.text)
        }

        // Many ask the same: each question is asked once.
        let wanted = zip(facts, judgements).map { fact, judgement in
            judgement.category.map {
                RoutingStore.Question(category: $0, house: houses[fact.appeal], day: fact.day)
            }
        }
        let asked = Array(Set(wanted.compactMap(\.self)))
        let answers = try await RoutingStore.candidates(for: asked, in: municipality, on: transaction)
        let candidates = Dictionary(uniqueKeysWithValues: zip(asked, answers))
        let duplicates =
            seekingDuplicates
            ? try await DuplicateFinder(municipality: municipality).find(
                zip(facts, judgements).map { fact, judgement in
                    DuplicateFinder.Question(fact, category: judgement.category, house: houses[fact.appeal])
                },
                on: transaction
            ) : facts.map { _ in [] }

        return facts.indices.map { index in
            let fact = facts[index]
            let judgement = judgements[index]
            let found = wanted[index].flatMap { candidates[$0] } ?? []
            let decision = RoutingDecision(
                categoryKnown: judgement.category != nil,
                doubt: judge.doubt,
                houseKnown: houses[fact.appeal] != nil,
                candidates: found
            )
            return RoutingDecisionStore.Row(
                appeal: fact.appeal,
                decision: decision,
                category: judgement.category,
                house: houses[fact.appeal],
                details: DecisionDetails(
                    keywords: judgement.keywords,
                    opinion: judgement.opinion,
                    proposal: proposal(by: active[.organisation], for: fact, decision),
                    day: fact.day,
                    contracts: found.isEmpty ? nil : found.map(DecisionDetails.Contract.init),
                    duplicates: duplicates[index].isEmpty ? nil : duplicates[index].map(DecisionDetails.Duplicate.init)
                ).json
            )
        }
    }

    /// Whose it may be, where the contracts do not say.
    private static func proposal(
        by model: RoutingModels.Model?,
        for fact: RoutingStore.Facts,
        _ decision: RoutingDecision
    ) -> DecisionDetails.Opinion? {
        guard let model, case .triage = decision else { return nil }
        return model.opinion(of: RoutingModelService.placed(fact.text, fact.address))
    }

    /// The house chosen, the nearest to the point given, or the one with the address written.
    static func houses(
        of facts: [RoutingStore.Facts],
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> [AppealID: HouseID] {
        var houses: [AppealID: HouseID] = [:]
        for fact in facts { houses[fact.appeal] = fact.house }
        let points = facts.filter { $0.house == nil && $0.coordinates != nil }
        let nearest = try await PlaceStore.nearest(
            to: points.compactMap(\.coordinates),
            within: houseRadius,
            in: municipality,
            on: client
        )
        for (fact, house) in zip(points, nearest) { houses[fact.appeal] = house }
        let written = facts.filter { houses[$0.appeal] == nil && $0.address != nil }
        let addressed = try await PlaceStore.houses(
            at: written.map { AddressKey($0.address ?? "") },
            in: municipality,
            on: client
        )
        for (fact, house) in zip(written, addressed) { houses[fact.appeal] = house }
        return houses
    }
}
