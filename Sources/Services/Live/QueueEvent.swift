public import Foundation
public import Municipality
import Store

/// A change in an organisation's queue, as its followers get it.
public struct QueueEvent: Sendable {
    public struct Ticket: Sendable {
        public let ticketID: Int64
        public let appealNumber: String
        /// The present state, which may be later than the event.
        public let state: TicketState
        public let emergency: Bool
        public let dueAt: Date
        public let category: String
        public let address: String?
    }

    /// Position in the queue's own sequence, which has no gaps.
    public let sequence: Int64
    public let at: Date
    /// `queued`, `claimed`, `accepted`, `in_progress`, `done`, `returned`, `comment`, …
    public let kind: String
    public let from: TicketState?
    public let to: TicketState?
    public let ticket: Ticket

    /// - Parameter catalogue: has the ticket's category.
    init(_ entry: TicketEventStore.Entry, _ catalogue: Catalogue) throws(ServiceError) {
        guard let category = catalogue.code(of: entry.category) else { throw .notFound("category") }
        sequence = entry.sequence
        at = entry.at
        kind = entry.kind
        from = entry.from
        to = entry.to
        ticket = Ticket(
            ticketID: entry.ticket.rawValue,
            appealNumber: entry.number.description,
            state: entry.state,
            emergency: entry.urgency == .emergency,
            dueAt: entry.dueAt,
            category: category,
            address: entry.address
        )
    }
}
