public import JSONText
public import Services

extension SimilarAppeals: JSONObject {
    public static let members = JSONMembers<SimilarAppeals>("SimilarAppeals") {
        JSONMember("items") { $0.items }
    }
}

extension SimilarAppeal: JSONObject {
    public static let members = JSONMembers<SimilarAppeal>("SimilarAppeal") {
        JSONMember("number") { $0.number }
        JSONMember("state") { $0.state }
        JSONMember("category") { $0.category }
        JSONMember("organisation") { $0.organisation }
        JSONMember("registered_at") { $0.registeredAt }
        JSONMember(
            "likeness",
            "Share of the shorter text's words that also occur in the other.",
            .minimum(0),
            .maximum(1)
        ) { $0.likeness }
    }
}

extension JoinedAppeal: JSONObject {
    public static let members = JSONMembers<JoinedAppeal>(
        "JoinedAppeal",
        "A merged appeal, for those who work on the other one."
    ) {
        JSONMember("number") { $0.number }
        JSONMember("text") { $0.text }
        JSONMember("address") { $0.address }
        JSONMember("contact") { $0.contact }
    }
}

extension MergeTarget: JSONObject {
    public static let members = JSONMembers<MergeTarget>(
        "MergeTarget",
        "The appeal that it was merged into."
    ) {
        JSONMember("number") { $0.number }
        JSONMember("state") { $0.state }
        JSONMember("organisation") { $0.organisation }
        JSONMember("answered_at") { $0.answeredAt }
        JSONMember("closed_at") { $0.closedAt }
        JSONMember("answer") { $0.answer }
    }
}
