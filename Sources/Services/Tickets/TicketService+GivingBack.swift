import Foundation
public import Municipality
import Postgres
import Store

extension TicketService {
    /// The number of returns of an appeal's tickets after which only a coordinator routes it.
    static let returnLimit = 2

    /// «Не наш» ("not ours"): returns a ticket. The appeal goes to the named organisation, or to triage; after the
    /// second return always to triage.
    /// - Parameters:
    ///   - reason: why this organisation is not responsible.
    ///   - organisation: code of the responsible organisation, if known.
    public func giveBack(
        _ id: TicketID,
        reason: String,
        to organisation: String?,
        by actor: Actor
    ) async throws -> TicketView {
        var check = FieldCheck()
        let reason = check.requiredText(reason, "reason", limit: 1_000)
        try check.finish()
        try require(.returned, by: actor)
        try await town.write(by: actor) { session in
            let (appeal, ticket) = try await lock(id, in: session)
            guard [.queued, .accepted].contains(ticket.state) else {
                throw ServiceError.conflict("the ticket is \(ticket.state.rawValue)")
            }
            try requireNotLeased(ticket, in: session)
            let next = try await nextOrganisation(organisation, after: ticket, in: session)
            try await move(ticket, to: .returned, in: session)
            session.publish([
                NewTicketEvent(
                    organisation: ticket.organisation,
                    ticket: id,
                    kind: .returned,
                    from: ticket.state,
                    to: .returned,
                    note: reason,
                    details: organisation.map { DecisionDetails.text("organisation", $0) }
                )
            ])
            // If other tickets of the appeal are being worked on, its state does not change.
            guard appeal.state == .routed else { return }
            let returns = try await TicketStore.returns(of: appeal.id, in: session)
            let decision: RoutingDecision =
                if returns >= Self.returnLimit {
                    .triage(.returnedAgain)
                } else {
                    next.map { .route($0, contract: nil, reason: .returned) } ?? .triage(.returned)
                }
            let deadlines = try await ClockStore.earliestDeadlines(of: .appeal, [appeal.id.rawValue], in: session)
            try await RoutedAppeal(
                appeal,
                decision: decision,
                category: ticket.category,
                house: ticket.house,
                earliestDeadline: deadlines[appeal.id.rawValue],
                details: DecisionDetails(named: organisation, reason: reason)
            ).store(catalogue: try await town.catalogue(in: session), in: session)
        }
        return try await view(id, by: actor)
    }

    private func nextOrganisation(
        _ code: String?,
        after ticket: TicketStore.Row,
        in session: TownSession
    ) async throws -> OrganisationID? {
        guard let code else { return nil }
        guard let found = try await OrganisationStore.active(code, in: session) else {
            throw ServiceError.invalid("organisation", "does not exist in the town")
        }
        guard found != ticket.organisation else {
            throw ServiceError.invalid("organisation", "is the one that returns the ticket")
        }
        return found
    }
}
