public import JSONText
public import Services

extension DecisionView.ModelOpinion: JSONObject {
    public static let members = JSONMembers<DecisionView.ModelOpinion>(
        "ModelOpinion",
        """
        A model's answer, most probable first. An opinion is about categories and decides from the threshold on. A \
        proposal is about organisations, when the contracts do not decide, and decides nothing.
        """
    ) {
        JSONMember("model_id") { $0.modelID }
        JSONMember("threshold", "The confidence at which the model decides by itself.") { $0.threshold }
        JSONMember("candidates") { $0.candidates }
        JSONMember("terms", "Words that contributed most to the first candidate.") { $0.terms }
        JSONMember("service", "The most probable service of the categories.") { $0.service }
    }
}

extension DecisionView.ModelOpinion.Service: JSONObject {
    public static let members = JSONMembers<DecisionView.ModelOpinion.Service>("ModelService") {
        JSONMember("code", "Code of a service.") { $0.code }
        JSONMember(
            "confidence",
            .minimum(0),
            .maximum(1),
            "The sum of the probabilities of its categories."
        ) { $0.confidence }
        JSONMember("threshold", "The confidence at which the model decides on the service by itself.") { $0.threshold }
    }
}

extension DecisionView.ModelOpinion.Candidate: JSONObject {
    public static let members = JSONMembers<DecisionView.ModelOpinion.Candidate>("ModelCandidate") {
        JSONMember("code", "Code of a category or an organisation.") { $0.code }
        JSONMember("confidence", .minimum(0), .maximum(1)) { $0.confidence }
    }
}

extension DecisionView.ModelOpinion.Term: JSONObject {
    public static let members = JSONMembers<DecisionView.ModelOpinion.Term>("ModelTerm") {
        JSONMember("word") { $0.word }
        JSONMember("weight") { $0.weight }
    }
}
