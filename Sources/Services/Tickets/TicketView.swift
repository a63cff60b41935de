public import Foundation
public import Municipality
import Store

/// A ticket in its present state in its organisation's queue.
public struct TicketView: Sendable, Hashable {
    public let ticketID: Int64
    public let appealNumber: String
    public let organisation: String
    public let state: TicketState
    public let emergency: Bool
    public let dueAt: Date
    public let category: String
    public let houseID: Int64?
    public let address: String?
    /// Login of the assignee.
    public let assignee: String?
    /// Login of the dispatcher who has claimed it, while the lease lasts.
    public let leasedBy: String?
    public let leasedUntil: Date?
    public let queuedAt: Date
    public let doneAt: Date?
    /// While it is paused: when work is expected to continue.
    public let expectedEnd: Date?

    /// - Parameters:
    ///   - catalogue: has its category.
    ///   - actor: who sees it; only staff see logins.
    init(_ ticket: TicketStore.Row, _ catalogue: Catalogue, now: Date, for actor: Actor) throws(ServiceError) {
        guard let category = catalogue.code(of: ticket.category) else { throw .notFound("category") }
        ticketID = ticket.id.rawValue
        appealNumber = ticket.number.description
        organisation = ticket.organisationCode
        state = ticket.state
        emergency = ticket.urgency == .emergency
        dueAt = ticket.dueAt
        self.category = category
        houseID = ticket.house?.rawValue
        address = ticket.address
        assignee = actor.isStaff ? ticket.assignee : nil
        let leased = ticket.leasedUntil.map { $0 > now } ?? false
        leasedBy = leased && actor.isStaff ? ticket.leasedByLogin : nil
        leasedUntil = leased ? ticket.leasedUntil : nil
        queuedAt = ticket.queuedAt
        doneAt = ticket.doneAt
        expectedEnd = ticket.expectedEnd
    }

    /// - Parameter names: include those of the ticket's house and users.
    init(
        _ ticket: TicketStore.QueueRow,
        number: AppealNumber,
        organisation: String,
        category: String?,
        names: NameStore.Names,
        now: Date
    ) throws(ServiceError) {
        guard let category else { throw .notFound("category") }
        ticketID = ticket.id.rawValue
        appealNumber = number.description
        self.organisation = organisation
        state = ticket.state
        emergency = ticket.urgency == .emergency
        dueAt = ticket.dueAt
        self.category = category
        houseID = ticket.house?.rawValue
        address = ticket.house.map { names.houses[$0] } ?? ticket.address
        assignee = ticket.assignee.flatMap { names.users[$0] }
        let leased = ticket.leasedUntil.map { $0 > now } ?? false
        leasedBy = leased ? ticket.leasedBy.flatMap { names.users[$0] } : nil
        leasedUntil = leased ? ticket.leasedUntil : nil
        queuedAt = ticket.queuedAt
        doneAt = ticket.doneAt
        expectedEnd = ticket.expectedEnd
    }
}

/// A ticket with what is needed to work on it.
public struct TicketDetail: Sendable {
    public struct Event: Sendable {
        public let at: Date
        public let kind: String
        public let from: TicketState?
        public let to: TicketState?
        public let note: String?
        public let by: String?
        /// Of a link that was issued.
        public let expiresAt: Date?
        /// Of a pause: when work was expected to continue.
        public let expectedEnd: Date?
        /// Of a return: code of the organisation that was named as responsible.
        public let named: String?

        init(_ past: TicketEventStore.Past, showingStaff: Bool) {
            at = past.at
            kind = past.kind
            from = past.from
            to = past.to
            note = past.note
            by = showingStaff ? past.by : nil
            expiresAt = past.expiresAt
            expectedEnd = past.expectedEnd
            named = past.named
        }
    }

    /// Another ticket of the appeal, which its organisation returned as «не наш» ("not ours").
    public struct Return: Sendable {
        /// Code of the organisation.
        public let organisation: String
        public let reason: String?
    }

    public let ticket: TicketView
    /// The resident's own words.
    public let text: String
    public let contact: ContactView?
    /// The address as the resident wrote it.
    public let writtenAddress: String?
    public let inHouse: PlaceInHouse
    public let location: AppealLocation?
    /// When it happened, as the author says.
    public let occurredAt: Date?
    public let clocks: [ClockView]
    /// Other appeals about the same thing, whose authors wait for the same work.
    public let joined: [JoinedAppeal]
    /// Oldest first.
    public let returnedBy: [Return]
    public let events: [Event]
}
