import Foundation
public import Municipality
import Postgres
import Store

extension TicketService {
    /// Returns of an appeal's tickets after which only a coordinator routes it.
    static let returnLimit = 2

    /// «Не наш»: gives a ticket back. The appeal goes to the organisation named, or to triage; after the second return
    /// always to triage.
    /// - Parameters:
    ///   - reason: why it is not this organisation's.
    ///   - organisation: code of whose it is, if known.
    public func giveBack(
        _ id: TicketID,
        reason: String,
        to organisation: String?,
        by actor: Actor
    ) async throws -> TicketView {
        var check = FieldCheck()
        let reason = check.requiredText(reason, "reason", limit: 1_000)
        try check.finish()
        let now = town.now
        return try await town.database.transaction { transaction in
            let (appeal, ticket) = try await lock(id, by: actor, on: transaction)
            guard [.queued, .accepted].contains(ticket.state) else {
                throw ServiceError.conflict("the ticket is \(ticket.state.rawValue)")
            }
            try requireNotLeased(ticket, by: actor, now: now)
            let next = try await nextOrganisation(organisation, after: ticket, on: transaction)
            try await move(ticket, to: .returned, by: actor, now: now, on: transaction)
            let event = TicketEventStore.Row(
                organisation: ticket.organisation,
                ticket: id,
                kind: "returned",
                from: ticket.state,
                to: .returned,
                user: actor.userID,
                note: reason,
                details: organisation.map { DecisionDetails.text(of: ["organisation": $0]) }
            )
            guard appeal.state == .routed else {
                // Other tickets of the appeal are being worked on: it stays where it is.
                try await TicketEventStore.append([event], in: town.id, at: now, on: transaction)
                return try await view(id, now: now, on: transaction)
            }
            let category = try await CatalogueStore.lookUp(
                organisation: nil,
                category: ticket.category,
                in: town.id,
                on: transaction
            ).category
            let returns = try await TicketStore.tickets(of: appeal.id, in: town.id, on: transaction)
                .count { $0.state == .returned }
            let decision: RoutingDecision =
                if returns >= Self.returnLimit {
                    .triage(.returnedAgain)
                } else {
                    next.map { .route($0, contract: nil, reason: .returned) } ?? .triage(.returned)
                }
            try await RoutedAppeals.store(
                [
                    RoutingDecisionStore.Row(
                        appeal: appeal.id,
                        from: .routed,
                        decision: decision,
                        category: category,
                        isNewCategory: ticket.category != appeal.category,
                        house: ticket.house,
                        user: actor.userID,
                        details: DecisionDetails(named: organisation, reason: reason).json
                    )
                ],
                in: town.id,
                at: now,
                after: [event],
                on: transaction
            )
            return try await view(id, now: now, on: transaction)
        }
    }

    private func nextOrganisation(
        _ code: String?,
        after ticket: TicketStore.Row,
        on transaction: PostgresTransaction
    ) async throws -> OrganisationID? {
        guard let code else { return nil }
        let found = try await CatalogueStore.lookUp(
            organisation: code,
            category: nil,
            in: town.id,
            on: transaction
        ).organisation
        guard let found else { throw ServiceError.invalid("organisation", "the town has no such organisation") }
        guard found != ticket.organisation else {
            throw ServiceError.invalid("organisation", "is the one that returns the ticket")
        }
        return found
    }
}
