public import JSONText
public import Services

extension DecisionView: JSONObject {
    public static let members = JSONMembers<DecisionView>(
        "Decision",
        "suggestions, found_contracts, opinion, proposal, note and return_reason are for staff only."
    ) {
        JSONMember("outcome", .oneOf(["routed", "triage"])) { $0.outcome }
        JSONMember("reason") { $0.reason }
        JSONMember("organisation") { $0.organisation }
        JSONMember("contract_id") { $0.contractID }
        JSONMember("category") { $0.category }
        JSONMember("house_id") { $0.houseID }
        JSONMember(
            "house_candidates",
            "Ids of the houses that the address or the point may mean, when it is not clear which; nearest first for a point."
        ) { $0.houseCandidates }
        JSONMember(
            "place_disagreement",
            "Metres between the point, the address and the chosen house, where two of them contradict each other; for staff."
        ) { $0.placeDisagreement }
        JSONMember("found_contracts", "Those that were in force for the house and the service.") { $0.foundContracts }
        JSONMember("decided_at") { $0.decidedAt }
        JSONMember(
            "explanation",
            "How the category was recognised, what matched and by which rule, in words."
        ) { $0.explanation }
        JSONMember(
            "suggestions",
            "Categories that the catalogue's keywords propose where they may not decide, most probable first."
        ) { $0.suggestions }
        JSONMember("opinion") { $0.opinion }
        JSONMember("proposal") { $0.proposal }
        JSONMember(
            "duplicates",
            "Open appeals that were probably about the same thing, most similar first."
        ) { $0.duplicates }
        JSONMember("note", "The coordinator's note.") { $0.note }
        JSONMember("return_reason", "Why the organisation returned the ticket, if that led to the decision.") {
            $0.returnReason
        }
        JSONMember("by", "Login of the coordinator, or the integration's name; absent when the machine decided.") {
            $0.by
        }
    }
}

extension DecisionView.Reason: JSONObject {
    public static let members = JSONMembers<DecisionView.Reason>("Reason") {
        JSONMember("code") { $0.code }
        JSONMember("ru") { $0.ru }
        JSONMember("en") { $0.en }
    }
}

extension DecisionView.Words: JSONObject {
    public static let members = JSONMembers<DecisionView.Words>("DecisionWords") {
        JSONMember("ru") { $0.ru }
        JSONMember("en") { $0.en }
    }
}

extension DecisionView.Suggestion: JSONObject {
    public static let members = JSONMembers<DecisionView.Suggestion>("DecisionSuggestion") {
        JSONMember("code") { $0.code }
        JSONMember("keywords") { $0.keywords }
    }
}

extension DecisionView.Duplicate: JSONObject {
    public static let members = JSONMembers<DecisionView.Duplicate>("DecisionDuplicate") {
        JSONMember("number") { $0.number }
        JSONMember("likeness", .minimum(0), .maximum(1)) { $0.likeness }
    }
}
