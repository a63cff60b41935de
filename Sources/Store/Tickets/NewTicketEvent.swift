package import Municipality

/// An event of a ticket that is appended to its organisation's queue.
package struct NewTicketEvent: Sendable {
    package var organisation: OrganisationID
    package var ticket: TicketID
    package var kind: TicketEventKind
    package var from: TicketState?
    package var to: TicketState?
    package var note: String?
    /// JSON object, or nil.
    package var details: String?

    package init(
        organisation: OrganisationID,
        ticket: TicketID,
        kind: TicketEventKind,
        from: TicketState? = nil,
        to: TicketState? = nil,
        note: String? = nil,
        details: String? = nil
    ) {
        self.organisation = organisation
        self.ticket = ticket
        self.kind = kind
        self.from = from
        self.to = to
        self.note = note
        self.details = details
    }
}
