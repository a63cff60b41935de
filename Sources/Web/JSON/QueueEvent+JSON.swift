public import JSONText
public import Services

extension QueueEvent: JSONObject {
    public static let members = JSONMembers<QueueEvent>("QueueEvent", "The data of a server-sent event.") {
        JSONMember("sequence", "Position in the queue's own sequence, which has no gaps.") { $0.sequence }
        JSONMember("at") { $0.at }
        JSONMember("kind") { $0.kind }
        JSONMember("from") { $0.from }
        JSONMember("to") { $0.to }
        JSONMember("ticket") { $0.ticket }
    }
}

extension QueueEvent.Ticket: JSONObject {
    public static let members = JSONMembers<QueueEvent.Ticket>("QueueEventTicket") {
        JSONMember("ticket_id") { $0.ticketID }
        JSONMember("appeal_number") { $0.appealNumber }
        JSONMember("state", "The present state, which may be later than the event.") { $0.state }
        JSONMember("emergency") { $0.emergency }
        JSONMember("due_at") { $0.dueAt }
        JSONMember("category") { $0.category }
        JSONMember("address") { $0.address }
    }
}
