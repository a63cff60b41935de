public import JSONText
import Municipality
public import Services

extension AppealView: JSONObject {
    public static let members = JSONMembers<AppealView>(
        "AppealView",
        "joined, returns, tickets, contact, resident and external_id are for staff only."
    ) {
        JSONMember("number") { $0.number }
        JSONMember("state") { $0.state }
        JSONMember("channel") { $0.content.channel }
        JSONMember("kind", "The kind of item; it decides which clocks start.") { $0.content.kind }
        JSONMember("identity", "How the author was identified.") { $0.content.identity }
        JSONMember("text") { $0.content.text }
        JSONMember("address") { $0.address }
        JSONMember("written_address", "As its author wrote it.") { $0.writtenAddress }
        JSONMember("flat") { $0.inHouse.flat }
        JSONMember("entrance") { $0.inHouse.entrance }
        JSONMember("details", "Storey, intercom and the like.") { $0.inHouse.details }
        JSONMember("house_id") { $0.houseID }
        JSONMember("location") { $0.location }
        JSONMember("category") { $0.category }
        JSONMember("organisation") { $0.organisation }
        JSONMember("occurred_at", "When it happened, as the author says.") { $0.occurredAt }
        JSONMember("registered_at") { $0.registeredAt }
        JSONMember("routed_at") { $0.routedAt }
        JSONMember("answered_at") { $0.answeredAt }
        JSONMember("closed_at") { $0.closedAt }
        JSONMember("answer") { $0.answer }
        JSONMember("paused_until", "While the work is paused: when it is expected to continue.") { $0.pausedUntil }
        JSONMember("clocks") { $0.clocks }
        JSONMember("decision", "The newest decision; absent before routing.") { $0.decision }
        JSONMember("history") { $0.history }
        JSONMember("projects", "The city projects that it is linked to.") { $0.projects }
        JSONMember("joined_count", "How many appeals were merged into it.", .minimum(0)) { $0.joinedCount }
        JSONMember("merged_into") { $0.mergedInto }
        JSONMember("joined") { $0.joined }
        JSONMember("tickets") { $0.tickets }
        JSONMember("returns", "How many times an organisation returned it; for staff.", .minimum(0)) { $0.returns }
        JSONMember("contact") { $0.contact }
        JSONMember(
            "resident",
            "The same for all appeals with the same telephone number, or else e-mail address, whatever the spelling."
        ) { $0.resident }
        JSONMember("external_id", "Its identifier in the system that it was imported from.") { $0.externalID }
    }
}

extension AppealView.Ticket: JSONObject {
    public static let members = JSONMembers<AppealView.Ticket>("AppealTicket") {
        JSONMember("ticket_id") { $0.ticketID }
        JSONMember("organisation") { $0.organisation }
        JSONMember("state") { $0.state }
        JSONMember("return_reason", "Why the organisation returned it.") { $0.returnReason }
    }
}

extension AppealView.LinkedProject: JSONObject {
    public static let members = JSONMembers<AppealView.LinkedProject>("AppealProject") {
        JSONMember("code", "Of the project.") { $0.code }
        JSONMember("linked_at") { $0.linkedAt }
    }
}

/// An appeal in the form for the caller.
enum AnyAppeal: JSONValue {
    case full(AppealView)
    case summary(PublicAppeal)

    static var schema: JSONSchema {
        .reference(JSONComponent("AnyAppeal") { .any(of: AppealView.schema, PublicAppeal.schema) })
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .full(let appeal): appeal.write(to: &writer)
        case .summary(let appeal): appeal.write(to: &writer)
        }
    }
}
