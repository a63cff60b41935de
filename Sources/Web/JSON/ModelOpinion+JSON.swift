public import JSONText
public import Services

extension DecisionView.ModelOpinion: JSONObject {
    public static let members = JSONMembers<DecisionView.ModelOpinion>(
        "ModelOpinion",
        """
        What a model said, the most probable first. As opinion it is of categories and decides from the threshold on; as \
        proposal it is of organisations, where the contracts name none, and decides nothing.
        """
    ) {
        JSONMember("model_id") { $0.modelID }
        JSONMember("threshold", "Confidence from which on the model decides by itself.") { $0.threshold }
        JSONMember("candidates") { $0.candidates }
        JSONMember("terms", "Words that spoke for the first candidate.") { $0.terms }
    }
}

extension DecisionView.ModelOpinion.Candidate: JSONObject {
    public static let members = JSONMembers<DecisionView.ModelOpinion.Candidate>("ModelCandidate") {
        JSONMember("code", "Of a category or an organisation.") { $0.code }
        JSONMember("confidence", .minimum(0), .maximum(1)) { $0.confidence }
    }
}

extension DecisionView.ModelOpinion.Term: JSONObject {
    public static let members = JSONMembers<DecisionView.ModelOpinion.Term>("ModelTerm") {
        JSONMember("word") { $0.word }
        JSONMember("weight") { $0.weight }
    }
}
