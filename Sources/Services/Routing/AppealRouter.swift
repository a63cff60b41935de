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
        with memory: RoutingMemory,
        at instant: Date,
        on transaction: PostgresTransaction
    ) async throws {
        let active = try await memory.models.active(in: municipality, on: transaction)
        let facts = try await RoutingStore.facts(
            of: appeals,
            in: [.registered],
            in: municipality,
            on: transaction
        )
        guard !facts.isEmpty else { return }
        let rows = try await decide(facts, in: municipality, with: active, outlines: memory.outlines, on: transaction)
        try await RoutedAppeals.store(rows, in: municipality, at: instant, on: transaction)
    }

    /// A decision on each, which nothing is done about.
    /// - Parameter outlines: what duplicates are sought with; nil seeks none.
    static func decide(
        _ facts: [RoutingStore.Facts],
        in municipality: MunicipalityID,
        with active: [RoutingModelKind: RoutingModels.Model],
        outlines: TextOutlines?,
        on transaction: PostgresTransaction
    ) async throws -> [RoutingDecisionStore.Row] {
        var cases = try await cases(facts, in: municipality, with: active[.category], on: transaction)
        try await addContracts(to: &cases, in: municipality, on: transaction)
        if let outlines {
            let finder = DuplicateFinder(municipality: municipality, outlines: outlines)
            let found = try await finder.find(cases.map(\.duplicates), on: transaction)
            for index in cases.indices where !found[index].isEmpty {
                cases[index].details.duplicates = found[index].map(DecisionDetails.Duplicate.init)
            }
        }
        if let model = active[.organisation] {
            try await addProposals(by: model, to: &cases, in: municipality, on: transaction)
        }
        return cases.map(\.row)
    }

    /// An appeal on its way to a decision.
    private struct Case {
        let fact: RoutingStore.Facts
        let house: HouseID?
        let category: CategoryID?
        /// The reason of a triage while no category is known.
        let doubt: RoutingReason
        var candidates: [ContractCandidate] = []
        var details: DecisionDetails

        /// Which contracts are to be asked for.
        var contracts: RoutingStore.Question? {
            category.map { RoutingStore.Question(category: $0, house: house, day: fact.day) }
        }

        var duplicates: DuplicateFinder.Question {
            DuplicateFinder.Question(fact, category: category, house: house)
        }

        var decision: RoutingDecision {
            RoutingDecision(
                categoryKnown: category != nil,
                doubt: doubt,
                houseKnown: house != nil,
                candidates: candidates
            )
        }

        var row: RoutingDecisionStore.Row {
            RoutingDecisionStore.Row(
                appeal: fact.appeal,
                from: .registered,
                decision: decision,
                category: category,
                isNewCategory: category != fact.category,
                house: house,
                details: details.json
            )
        }
    }

    /// The appeals with their places, and with their categories given or told from the words.
    private static func cases(
        _ facts: [RoutingStore.Facts],
        in municipality: MunicipalityID,
        with model: RoutingModels.Model?,
        on transaction: PostgresTransaction
    ) async throws -> [Case] {
        let houses = try await houses(of: facts, in: municipality, on: transaction)
        let wordy = facts.filter { $0.category == nil }.map(\.appeal)
        let texts = try await AppealTextStore.texts(of: wordy, in: municipality, on: transaction)
        let judge = CategoryJudge(
            catalogue: wordy.isEmpty
                ? []
                : try await RoutingStore.catalogue(of: municipality, on: transaction).map(CategoryJudge.Entry.init),
            model: model
        )
        return facts.map { fact in
            let judgement =
                fact.category.map { CategoryJudge.Judgement(category: $0) } ?? judge.judge(texts[fact.appeal] ?? "")
            return Case(
                fact: fact,
                house: houses[fact.appeal],
                category: judgement.category,
                doubt: judge.doubt,
                details: DecisionDetails(keywords: judgement.keywords, opinion: judgement.opinion, day: fact.day)
            )
        }
    }

    private static func addContracts(
        to cases: inout [Case],
        in municipality: MunicipalityID,
        on transaction: PostgresTransaction
    ) async throws {
        // Many ask the same: each question is asked once.
        let asked = Array(Set(cases.compactMap(\.contracts)))
        let answers = try await RoutingStore.candidates(for: asked, in: municipality, on: transaction)
        let candidates = Dictionary(uniqueKeysWithValues: zip(asked, answers))
        for index in cases.indices {
            guard let found = cases[index].contracts.flatMap({ candidates[$0] }), !found.isEmpty else { continue }
            cases[index].candidates = found
            cases[index].details.contracts = found.map(DecisionDetails.Contract.init)
        }
    }

    /// Whose those may be that go to triage, where the contracts do not say.
    private static func addProposals(
        by model: RoutingModels.Model,
        to cases: inout [Case],
        in municipality: MunicipalityID,
        on transaction: PostgresTransaction
    ) async throws {
        let open = cases.indices.filter { if case .triage = cases[$0].decision { true } else { false } }
        let texts = try await AppealTextStore.texts(
            of: open.map { cases[$0].fact.appeal },
            in: municipality,
            on: transaction
        )
        for index in open {
            let fact = cases[index].fact
            cases[index].details.proposal = texts[fact.appeal].map {
                model.opinion(of: RoutingModelService.placed($0, fact.address))
            }
        }
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
