import Addresses
import Foundation
import Municipality
import Postgres
import Store

/// Decides which organisation is responsible for newly registered appeals: house × category × contract valid on that
/// day.
enum AppealRouter {
    /// Routes the appeals, or sends them to triage, in the session's transaction: state, decision with its reason,
    /// tickets and all events. Appeals that no longer wait (withdrawn, or routed before) are skipped.
    ///
    /// Throws ``MissingAppeals`` when some do not exist; the caller has to try again.
    static func route(
        _ appeals: [AppealID],
        with memory: RoutingMemory,
        catalogues: Catalogues,
        addressBooks: AddressBooks,
        in session: TownSession
    ) async throws {
        let active = try await memory.models.active(in: session)
        let facts = try await RoutingStore.facts(
            of: appeals,
            in: [.registered],
            in: session
        )
        let waiting = Set(facts.map(\.appeal))
        let others = appeals.filter { !waiting.contains($0) }
        if !others.isEmpty {
            let missing = try await AppealStore.missing(of: others, in: session)
            guard missing.isEmpty else { throw MissingAppeals(appeals: missing, municipality: session.municipality) }
        }
        guard !facts.isEmpty else { return }
        let catalogue = try await catalogues.current(in: session)
        try await decide(
            facts,
            with: active,
            catalogue: catalogue,
            book: try await addressBooks.current(in: session),
            rules: { catalogues.rules(of: catalogue, of: session.municipality) },
            outlines: memory.outlines,
            in: session
        ).store(catalogue: catalogue, in: session)
    }

    /// Decides on each appeal without storing the decision.
    /// - Parameters:
    ///   - rules: of the catalogue; used when the category must be found in the text.
    ///   - outlines: for the search for duplicates; nil searches for none.
    static func decide(
        _ facts: [RoutingStore.Facts],
        with active: [RoutingModelKind: RoutingModels.Model],
        catalogue: Catalogue,
        book: AddressBook,
        rules: () -> KeywordRules,
        outlines: TextOutlines?,
        in session: TownSession
    ) async throws -> [RoutedAppeal] {
        var cases = try await cases(facts, with: active[.category], catalogue, book, rules, in: session)
        try await addContracts(to: &cases, catalogue, in: session)
        if let outlines {
            let finder = DuplicateFinder(outlines: outlines, catalogue: catalogue)
            let found = try await finder.find(cases.map(\.duplicates), in: session)
            for index in cases.indices where !found[index].isEmpty {
                cases[index].details.duplicates = found[index].map(DecisionDetails.Duplicate.init)
            }
        }
        if let model = active[.organisation] {
            try await addProposals(by: model, to: &cases, in: session)
        }
        return cases.map(\.routed)
    }

    /// An appeal that is being decided on.
    private struct Case {
        let fact: RoutingStore.Facts
        let place: PlaceFinding
        let category: CategoryID?
        /// The reason for triage while no category is known.
        let doubt: RoutingReason
        /// The contracts of each house that it may be.
        var candidates: [[ContractCandidate]] = []
        var details: DecisionDetails

        var house: HouseID? { place.house }

        /// The contracts to look up, for each house that it may be.
        func contracts(_ catalogue: Catalogue) -> [RoutingStore.Question] {
            guard let service = category.flatMap({ catalogue[$0] })?.service.id else { return [] }
            return place.possible.map { RoutingStore.Question(service: service, house: $0, day: fact.day) }
        }

        var duplicates: DuplicateFinder.Question {
            DuplicateFinder.Question(fact, category: category, house: house)
        }

        var decision: RoutingDecision {
            place.decision(categoryKnown: category != nil, doubt: doubt, contracts: candidates)
        }

        var routed: RoutedAppeal {
            RoutedAppeal(
                appeal: fact.appeal,
                from: .registered,
                registeredAt: fact.registeredAt,
                earliestDeadline: fact.earliestDeadline,
                decision: decision,
                category: category,
                isNewCategory: category != fact.category,
                house: house,
                details: details
            )
        }
    }

    /// The appeals with their places, and with their categories as given or as recognised from the text.
    private static func cases(
        _ facts: [RoutingStore.Facts],
        with model: RoutingModels.Model?,
        _ catalogue: Catalogue,
        _ book: AddressBook,
        _ rules: () -> KeywordRules,
        in session: TownSession
    ) async throws -> [Case] {
        let finder = HouseFinder(book)
        let wordy = facts.filter { $0.category == nil }.map(\.appeal)
        let texts = try await AppealTextStore.texts(of: wordy, in: session)
        let judge = CategoryJudge(
            catalogue: catalogue,
            rules: wordy.isEmpty ? KeywordRules([]) : rules(),
            model: model
        )
        return facts.map { fact in
            let judgement =
                fact.category.map { CategoryJudge.Judgement(category: $0) } ?? judge.judge(texts[fact.appeal] ?? "")
            let place = finder.place(of: fact)
            return Case(
                fact: fact,
                place: place,
                category: judgement.category,
                doubt: judgement.doubt,
                details: DecisionDetails(
                    keywords: judgement.keywords,
                    suggestions: judgement.suggestions,
                    opinion: judgement.opinion,
                    place: DecisionDetails.FoundPlace(place),
                    day: fact.day
                )
            )
        }
    }

    private static func addContracts(
        to cases: inout [Case],
        _ catalogue: Catalogue,
        in session: TownSession
    ) async throws {
        // Many appeals need the same contracts, so each question is asked once.
        let asked = Array(Set(cases.flatMap { $0.contracts(catalogue) }))
        let answers = try await RoutingStore.candidates(for: asked, in: session)
        let candidates = Dictionary(uniqueKeysWithValues: zip(asked, answers))
        for index in cases.indices {
            let found = cases[index].contracts(catalogue).map { candidates[$0] ?? [] }
            cases[index].candidates = found
            var seen: Set<ContractID> = []
            let all = found.joined().filter { seen.insert($0.contract).inserted }
            if !all.isEmpty { cases[index].details.contracts = all.map(DecisionDetails.FoundContract.init) }
        }
    }

    /// Adds proposed organisations for appeals in triage, where the contracts do not decide.
    private static func addProposals(
        by model: RoutingModels.Model,
        to cases: inout [Case],
        in session: TownSession
    ) async throws {
        let open = cases.indices.filter { if case .triage = cases[$0].decision { true } else { false } }
        let texts = try await AppealTextStore.texts(
            of: open.map { cases[$0].fact.appeal },
            in: session
        )
        for index in open {
            let fact = cases[index].fact
            cases[index].details.proposal = texts[fact.appeal].map {
                model.opinion(of: RoutingModelService.placed($0, fact.address))
            }
        }
    }
}
