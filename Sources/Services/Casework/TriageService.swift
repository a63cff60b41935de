public import Municipality
import Postgres
import Store

/// Appeals that could not be routed automatically, for the coordinators who route them.
public struct TriageService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// The waiting appeals, emergencies first and then the longest waiting, with the reason of each. For coordinators and administrators.
    public func list(after: String?, limit: Int, by actor: Actor) async throws -> Page<TriageItem> {
        try actor.require(.triage)
        let place = try TriagePlace(parsing: after) ?? .first
        let (rows, catalogue) = try await town.read(by: actor) { session in
            let rows = try await RoutingExplanationStore.waiting(
                after: (place.urgency, place.registeredAt, place.appeal),
                limit: limit + 1,
                in: session
            )
            let categories = rows.flatMap { [$0.category, $0.explanation.category] }
            return (rows, try await town.catalogue(knowing: categories, in: session))
        }
        return Page(rows, limit: limit, item: { TriageItem($0, catalogue) }) {
            TriagePlace(urgency: $0.urgency.rawValue, registeredAt: $0.registeredAt, appeal: $0.id).cursor
        }
    }

    /// Routes an appeal by hand.
    ///
    /// - Parameters:
    ///   - organisation: code of the organisation that gets the ticket; nil uses the contracts, as the worker would.
    ///   - category: code; optional when the appeal has one.
    ///   - note: stored with the decision, for staff, and in the ticket's first event, for those who work on it.
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
            let catalogue = try await town.catalogue(in: session)
            let chosen = category.map { catalogue.active($0) } ?? appeal.category.flatMap { catalogue[$0] }
            var target: OrganisationID?
            if let organisation { target = try await OrganisationStore.active(organisation, in: session) }
            var check = FieldCheck()
            let note = check.text(note, "note", limit: 1_000)
            if organisation != nil, target == nil {
                check.fail("organisation", "does not exist in the town")
            }
            if chosen == nil {
                check.fail(
                    "category",
                    category == nil ? "is required, because the appeal has none" : "does not exist in the town"
                )
            }
            try check.finish()
            guard let chosen else { throw ServiceError.notFound("category") }
            let facts = try await RoutingStore.facts(of: [appeal.id], in: [appeal.state], in: session)
            let decision: RoutingDecision =
                if let target {
                    .route(target, contract: nil, reason: .coordinator)
                } else {
                    try await contracted(for: chosen, at: facts, in: session)
                }
            try await RoutedAppeal(
                appeal,
                decision: decision,
                category: chosen.id,
                earliestDeadline: facts.first?.earliestDeadline,
                details: DecisionDetails(note: note)
            ).store(catalogue: catalogue, in: session)
        }
        return try await appeals.view(of: number, by: actor)
    }

    /// The organisation that the contracts make responsible for the category.
    private func contracted(
        for category: Catalogue.Entry,
        at facts: [RoutingStore.Facts],
        in session: TownSession
    ) async throws -> RoutingDecision {
        let finder = HouseFinder(try await town.database.addressBooks.current(in: session))
        guard let fact = facts.first else { throw ServiceError.notFound("appeal") }
        var place = finder.place(of: fact)
        // The coordinator has seen the point.
        place.isOutside = false
        let questions = place.possible.map {
            RoutingStore.Question(service: category.service.id, house: $0, day: fact.day)
        }
        let decision = place.decision(
            categoryKnown: true,
            contracts: try await RoutingStore.candidates(for: questions, in: session)
        )
        guard case .route = decision else {
            throw ServiceError.invalid(
                "organisation",
                "is required: \(decision.reason.sentence(in: .english))"
            )
        }
        return decision
    }
}
