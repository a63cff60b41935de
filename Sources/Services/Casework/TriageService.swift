public import Municipality
import Postgres
import Store

/// Appeals that the machine could not route, and the coordinators who do.
public struct TriageService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// Those waiting, longest first, with the reason of each. For coordinators and administrators.
    public func list(after: String?, limit: Int, by actor: Actor) async throws -> Page<TriageItem> {
        try actor.require(.triage)
        let place = try AppealPlace(parsing: after) ?? .oldest
        let rows = try await town.read(by: actor) { session in
            try await RoutingExplanationStore.waiting(
                after: (place.registeredAt, place.appeal),
                limit: limit + 1,
                in: session
            )
        }
        return Page(rows, limit: limit, item: TriageItem.init) {
            AppealPlace(registeredAt: $0.registeredAt, appeal: $0.id).cursor
        }
    }

    /// Routes an appeal by hand.
    ///
    /// - Parameters:
    ///   - organisation: code of the organisation that gets the ticket; nil asks the contracts, as the machine would.
    ///   - category: code; may be left out when the appeal has one.
    ///   - note: kept with the decision, for staff.
    public func route(
        _ number: AppealNumber,
        to organisation: String?,
        category: String?,
        note: String?,
        by actor: Actor
    ) async throws -> AppealView {
        try actor.require(.triage)
        let appeals = AppealService(town: town)
        try await town.write(by: actor) { session in
            guard let id = town.numbering.appeal(of: number),
                let appeal = try await AppealStore.lock(id, in: session)
            else {
                throw ServiceError.notFound("appeal")
            }
            guard [.registered, .triage].contains(appeal.state) else {
                throw ServiceError.conflict("the appeal is \(appeal.state.rawValue)")
            }
            let target = try await CatalogueStore.lookUp(
                organisation: organisation,
                category: category ?? appeal.category,
                in: session
            )
            var check = FieldCheck()
            let note = check.text(note, "note", limit: 1_000)
            if organisation != nil, target.organisation == nil {
                check.fail("organisation", "the town has no such organisation")
            }
            if target.category == nil {
                let known = category ?? appeal.category
                check.fail(
                    "category",
                    known == nil ? "must be told: the appeal has none" : "the town has no such category"
                )
            }
            try check.finish()
            let decision = try await decision(target, for: appeal, in: session)
            try await RoutedAppeals.store(
                [
                    RoutingDecisionStore.Row(
                        appeal: appeal.id,
                        from: appeal.state,
                        decision: decision,
                        category: target.category,
                        isNewCategory: category != nil && category != appeal.category,
                        house: appeal.house,
                        details: DecisionDetails(note: note).json
                    )
                ],
                in: session
            )
        }
        return try await appeals.view(of: number, by: actor)
    }

    /// The organisation chosen, or the one whom the contracts make responsible for the category chosen.
    private func decision(
        _ target: (organisation: OrganisationID?, category: CategoryID?),
        for appeal: AppealStore.Row,
        in session: TownSession
    ) async throws -> RoutingDecision {
        if let chosen = target.organisation { return .route(chosen, contract: nil, reason: .coordinator) }
        guard let category = target.category else { throw ServiceError.notFound("category") }
        let facts = try await RoutingStore.facts(of: [appeal.id], in: [appeal.state], in: session)
        let house = try await HouseFinder.houses(of: facts, in: session)[appeal.id]
        let questions = facts.map { RoutingStore.Question(category: category, house: house, day: $0.day) }
        let decision = RoutingDecision(
            categoryKnown: true,
            houseKnown: house != nil,
            candidates: try await RoutingStore.candidates(for: questions, in: session).flatMap(\.self)
        )
        guard case .route = decision else {
            throw ServiceError.invalid(
                "organisation",
                "must be told: \(decision.reason.sentence(in: .english))"
            )
        }
        return decision
    }
}
