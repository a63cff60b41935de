public import JSONText
import Municipality
public import Services

extension PublicAppeal: JSONObject {
    public static let members = JSONMembers<PublicAppeal>("PublicAppeal") {
        JSONMember("number") { $0.number }
        JSONMember("state") { $0.state }
        JSONMember("category") { $0.category }
        JSONMember("organisation") { $0.organisation }
        JSONMember("registered_at") { $0.registeredAt }
        JSONMember("closed_at") { $0.closedAt }
    }
}

extension AppealSummary: JSONListed {
    public static var listed: String { "Appeal" }

    public static let members = JSONMembers<AppealSummary>("AppealSummary") {
        JSONMember("number") { $0.number }
        JSONMember("state") { $0.state }
        JSONMember("category") { $0.category }
        JSONMember("organisation") { $0.organisation }
        JSONMember("address") { $0.address }
        JSONMember("registered_at") { $0.registeredAt }
        JSONMember("deadline_at", "The earliest deadline of its clocks.") { $0.deadlineAt }
    }
}

extension HistoryEntry: JSONObject {
    public static let members = JSONMembers<HistoryEntry>("HistoryEntry") {
        JSONMember("at") { $0.at }
        JSONMember("kind") { $0.kind }
        JSONMember("from") { $0.from }
        JSONMember("to") { $0.to }
        JSONMember("note") { $0.note }
        JSONMember(
            "by",
            "Login of the member of staff, the integration's name, or the user's name at the command line."
        ) { $0.by }
    }
}

extension ContactView: JSONObject {
    public static let members = JSONMembers<ContactView>("ContactData") {
        JSONMember("name", .maxLength(200), .example("Иван")) { $0.name }
        JSONMember("phone", .maxLength(40), .example("+7 900 000-00-00")) { $0.phone }
        JSONMember("email", .maxLength(254), .example("ivan@example.org")) { $0.email }
        JSONMember("address", "By post.", .maxLength(500)) { $0.address }
    }
}

extension AppealLocation: JSONObject {
    public static let members = JSONMembers<AppealLocation>("Location") {
        JSONMember("latitude", .minimum(-90), .maximum(90), .example(57.87)) { $0.coordinates.latitude }
        JSONMember("longitude", .minimum(-180), .maximum(180), .example(39.54)) { $0.coordinates.longitude }
        JSONMember("accuracy", "In metres.") { $0.accuracy }
    }
}
