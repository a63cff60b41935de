import Foundation
import Municipality
import Postgres
import Store

/// Decisions taking effect.
enum RoutedAppeals {
    /// Stores the decisions with all that follows from them, and puts the new tickets on their queues. The last thing a
    /// transaction does.
    static func store(
        _ rows: [RoutingDecisionStore.Row],
        in municipality: MunicipalityID,
        at instant: Date,
        after events: [TicketEventStore.Row] = [],
        on transaction: PostgresTransaction
    ) async throws {
        let tickets = try await RoutingDecisionStore.store(
            rows,
            in: municipality,
            at: instant,
            on: transaction
        )
        try await TicketEventStore.append(
            events
                + tickets.map {
                    TicketEventStore.Row(
                        organisation: $0.organisation,
                        ticket: $0.ticket,
                        kind: "queued",
                        to: .queued
                    )
                },
            in: municipality,
            at: instant,
            on: transaction
        )
    }
}
