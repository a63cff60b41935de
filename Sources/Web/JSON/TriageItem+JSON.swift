public import JSONText
public import Services

extension TriageItem: JSONListed {
    public static var listed: String { "Triage" }

    public static let members = JSONMembers<TriageItem>("TriageItem") {
        JSONMember("number") { $0.number }
        JSONMember("text") { $0.text }
        JSONMember("category") { $0.category }
        JSONMember("address") { $0.address }
        JSONMember("registered_at") { $0.registeredAt }
        JSONMember("deadline_at") { $0.deadlineAt }
        JSONMember("decision") { $0.decision }
        JSONMember(
            "returns",
            "How many times an organisation returned it as not responsible.",
            .minimum(0)
        ) { $0.returns }
    }
}
