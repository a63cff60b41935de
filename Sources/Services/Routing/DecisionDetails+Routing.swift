import Classifier
import Municipality

extension DecisionDetails.Opinion {
    init(_ told: Classification, of model: RoutingModels.Model) {
        let classifier = model.classifier
        func rounded(_ value: Double) -> Double { (value * 1e4).rounded() / 1e4 }
        self.init(
            model: model.id,
            threshold: rounded(classifier.threshold),
            sure: classifier.isSure(told),
            legible: told.isLegible,
            candidates: told.candidates.map { Candidate(label: $0.label, confidence: rounded($0.confidence)) },
            terms: told.terms.map { Term(word: $0.word, weight: rounded($0.weight)) },
            service: told.groups.first.map {
                Service(
                    label: $0.label,
                    confidence: rounded($0.confidence),
                    threshold: rounded(classifier.groupThreshold),
                    sure: classifier.isSureOfGroup(told) && !told.isRare
                )
            }
        )
    }
}

extension DecisionDetails.Duplicate {
    init(_ match: DuplicateFinder.Match) {
        number = match.number.description
        likeness = (match.likeness * 100).rounded() / 100
    }
}

extension DecisionDetails {
    /// Whether the category that is only proposed may be an emergency: one of those that the keywords propose, or the
    /// model's most probable. A model that knows few words of the text counts when they say it clearly.
    func proposesEmergency(_ catalogue: Catalogue) -> Bool {
        let told = opinion.flatMap { opinion in
            opinion.candidates.first.flatMap { opinion.legible || $0.confidence >= 0.5 ? $0 : nil }
        }
        return suggestions?.contains(where: \.emergency) ?? false
            || told.flatMap { catalogue[$0.label] }?.isEmergency ?? false
    }
}
