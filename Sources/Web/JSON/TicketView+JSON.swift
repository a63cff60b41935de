public import JSONText
import Municipality
public import Services

extension TicketView: JSONListed {
    public static let members = JSONMembers<TicketView>("Ticket") {
        JSONMember("ticket_id") { $0.ticketID }
        JSONMember("appeal_number") { $0.appealNumber }
        JSONMember("organisation") { $0.organisation }
        JSONMember("state") { $0.state }
        JSONMember("emergency") { $0.emergency }
        JSONMember("due_at") { $0.dueAt }
        JSONMember("category") { $0.category }
        JSONMember("house_id") { $0.houseID }
        JSONMember("address") { $0.address }
        JSONMember("assignee", "Login of the assignee.") { $0.assignee }
        JSONMember("leased_by", "Login of the dispatcher who has claimed it.") { $0.leasedBy }
        JSONMember("leased_until") { $0.leasedUntil }
        JSONMember("queued_at") { $0.queuedAt }
        JSONMember("done_at") { $0.doneAt }
        JSONMember("expected_end", "While it is paused: when work is expected to continue.") { $0.expectedEnd }
    }
}

extension TicketDetail: JSONObject {
    public static let members = JSONMembers<TicketDetail>("TicketDetail") {
        JSONMember("ticket") { $0.ticket }
        JSONMember("text", "The resident's own words.") { $0.text }
        JSONMember("contact") { $0.contact }
        JSONMember("written_address", "As the resident wrote it.") { $0.writtenAddress }
        JSONMember("flat") { $0.inHouse.flat }
        JSONMember("entrance") { $0.inHouse.entrance }
        JSONMember("details", "Storey, intercom and the like.") { $0.inHouse.details }
        JSONMember("location") { $0.location }
        JSONMember("occurred_at", "When it happened, as the author says.") { $0.occurredAt }
        JSONMember("clocks") { $0.clocks }
        JSONMember(
            "joined",
            "Other appeals about the same thing, whose authors wait for the same work."
        ) { $0.joined }
        JSONMember("returned_by", "Organisations that returned the appeal before, oldest first.") { $0.returnedBy }
        JSONMember("events") { $0.events }
    }
}

extension TicketDetail.Event: JSONObject {
    public static let members = JSONMembers<TicketDetail.Event>("TicketEvent") {
        JSONMember("at") { $0.at }
        JSONMember("kind") { $0.kind }
        JSONMember("from") { $0.from }
        JSONMember("to") { $0.to }
        JSONMember(
            "note",
            "What was done, why it was paused or returned, a comment; of a ticket that a coordinator routed, the note."
        ) { $0.note }
        JSONMember("by", "Login of the member of staff, or the integration's name.") { $0.by }
        JSONMember("expires_at", "Of a link that was issued.") { $0.expiresAt }
        JSONMember("expected_end", "Of a pause: when work was expected to continue.") { $0.expectedEnd }
        JSONMember("organisation", "Of a return: code of the organisation that was named as responsible.") {
            $0.named
        }
    }
}

extension TicketDetail.Return: JSONObject {
    public static let members = JSONMembers<TicketDetail.Return>("TicketReturn") {
        JSONMember("organisation", "Code of the organisation that returned it.") { $0.organisation }
        JSONMember("reason", "Why it is not responsible.") { $0.reason }
    }
}

extension IssuedTicketLink: JSONObject {
    public static let members = JSONMembers<IssuedTicketLink>("IssuedTicketLink") {
        JSONMember("token", "A Bearer token that opens the ticket. It is shown only once and not stored.") { $0.token }
        JSONMember("ticket_id") { $0.ticketID }
        JSONMember("expires_at") { $0.expiresAt }
    }
}
