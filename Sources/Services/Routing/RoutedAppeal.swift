import Foundation
import Municipality
import Store

/// A decision on an appeal, with its consequences.
struct RoutedAppeal {
    let appeal: AppealID
    /// The state that the appeal must be in.
    let from: AppealState
    let registeredAt: Date
    /// The earliest deadline of the appeal's known clocks.
    let earliestDeadline: Date?
    let decision: RoutingDecision
    let category: CategoryID?
    /// Whether the appeal had a different category before, or none.
    let isNewCategory: Bool
    let house: HouseID?
    let details: DecisionDetails

    /// The values to store. The due time of the ticket and the new clocks are calculated here.
    func stored(by catalogue: Catalogue) -> RoutingDecisionStore.NewDecision {
        let known = category.flatMap { catalogue[$0] }
        let clock = known?.limitHours.flatMap {
            isNewCategory ? ClockPolicy.categoryClock(registeredAt: registeredAt, limitHours: $0) : nil
        }
        return RoutingDecisionStore.NewDecision(
            appeal: appeal,
            from: from,
            decision: decision,
            category: category,
            house: house,
            urgency: known?.urgency ?? (details.proposesEmergency(catalogue) ? .emergency : .ordinary),
            dueAt: TicketDue.instant(
                registeredAt: registeredAt,
                earliestDeadline: earliestDeadline,
                limitHours: known?.limitHours
            ),
            newClocks: clock.map { [$0] } ?? [],
            details: details.json
        )
    }
}

extension RoutedAppeal {
    /// A decision on an appeal that the session has locked.
    init(
        _ appeal: AppealStore.Row,
        decision: RoutingDecision,
        category: CategoryID?,
        house: HouseID? = nil,
        earliestDeadline: Date? = nil,
        details: DecisionDetails = DecisionDetails()
    ) {
        self.init(
            appeal: appeal.id,
            from: appeal.state,
            registeredAt: appeal.registeredAt,
            earliestDeadline: earliestDeadline,
            decision: decision,
            category: category,
            isNewCategory: category != nil && category != appeal.category,
            house: house ?? appeal.house,
            details: details
        )
    }

    /// Stores the decision, for an appeal that the session has locked.
    func store(catalogue: Catalogue, in session: TownSession) async throws {
        try await [self].store(catalogue: catalogue, in: session)
    }
}

extension [RoutedAppeal] {
    /// Stores the decisions, and publishes the new tickets on their queues.
    func store(catalogue: Catalogue, in session: TownSession) async throws {
        let tickets = try await RoutingDecisionStore.store(map { $0.stored(by: catalogue) }, in: session)
        let notes = Dictionary(map { ($0.appeal, $0.details.note) }) { first, _ in first }
        session.publish(
            tickets.map {
                NewTicketEvent(
                    organisation: $0.organisation,
                    ticket: $0.ticket,
                    kind: .queued,
                    to: .queued,
                    note: notes[$0.appeal] ?? nil
                )
            }
        )
        // An appeal that was not locked when its clocks were read may have been lent more clocks since, if another
        // appeal was merged into it. Now it is locked.
        let unlocked = filter { $0.from == .registered }
        let routed = Set(tickets.map(\.appeal)).intersection(unlocked.map(\.appeal))
        guard !routed.isEmpty else { return }
        for target in try await MergeStore.targets(among: Array<AppealID>(routed), in: session) {
            guard let routed = unlocked.first(where: { $0.appeal == target }) else { continue }
            _ = try await OpenTickets.renewDue(
                of: target,
                registeredAt: routed.registeredAt,
                catalogue: catalogue,
                in: session
            )
        }
    }
}
