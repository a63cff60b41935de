import Municipality
import Store

/// Decisions taking effect.
enum RoutedAppeals {
    /// Stores the decisions with all that follows from them, and publishes the new tickets on their queues.
    static func store(_ rows: [RoutingDecisionStore.Row], in session: TownSession) async throws {
        session.publish(
            try await RoutingDecisionStore.store(rows, in: session).map {
                NewTicketEvent(organisation: $0.organisation, ticket: $0.ticket, kind: .queued, to: .queued)
            }
        )
    }
}
