import Classifier
import Municipality

/// Finds the category of an appeal that was submitted without one.
struct CategoryJudge {
    struct Judgement {
        /// nil when none is certain enough.
        var category: CategoryID?
        /// Keywords of the catalogue that recognised it.
        var keywords: [String]?
        /// What the keywords propose, when they may not decide.
        var suggestions: [DecisionDetails.Suggestion]?
        /// The model's opinion, whether or not it was certain.
        var opinion: DecisionDetails.Opinion?
    }

    private let catalogue: Catalogue
    /// Rules of the catalogue.
    private let rules: KeywordRules
    private let model: RoutingModels.Model?

    init(catalogue: Catalogue, rules: KeywordRules, model: RoutingModels.Model?) {
        self.catalogue = catalogue
        self.rules = rules
        self.model = model
    }

    /// The reason for triage when ``judge(_:)`` finds no category.
    var doubt: RoutingReason { model == nil ? .categoryUnknown : .categoryUncertain }

    /// The model decides when it is certain of the category, or of the service whose contracts cover it. When there is no model, and about categories that the model does not
    /// know, the catalogue's keywords decide where it is proved that they may, and propose elsewhere.
    func judge(_ text: String) -> Judgement {
        var judgement = Judgement()
        if let model {
            let opinion = model.opinion(of: text)
            judgement.opinion = opinion
            if let category = category(by: opinion) {
                judgement.category = category
                return judgement
            }
        }
        if let match = rules.match(text), let entry = catalogue[match.category], isForKeywords(entry),
            Self.mayDecide(by: entry.evidence)
        {
            judgement.category = match.category
            judgement.keywords = match.keywords
            return judgement
        }
        let suggestions = rules.proposals(text).compactMap { match -> DecisionDetails.Suggestion? in
            guard let entry = catalogue[match.category], isForKeywords(entry) else { return nil }
            return DecisionDetails.Suggestion(
                label: entry.code,
                keywords: match.keywords,
                emergency: entry.isEmergency && match.isStrong
            )
        }
        judgement.suggestions = suggestions.isEmpty ? nil : suggestions
        return judgement
    }

    /// The category that a model's opinion decides for.
    ///
    /// A model that is only certain of the service names the most probable of its categories: the organisation is proved,
    /// the category is not. Where one of them is an emergency, a person decides.
    private func category(by opinion: DecisionDetails.Opinion) -> CategoryID? {
        if opinion.sure { return opinion.candidates.first.flatMap { catalogue.active($0.label)?.id } }
        guard let service = opinion.service, service.sure else { return nil }
        let known = opinion.candidates.compactMap { catalogue.active($0.label) }
            .filter { $0.service.code == service.label }
        return known.contains(where: \.isEmergency) ? nil : known.first?.id
    }

    /// Whether keywords with this evidence decide by themselves: the lower bound of the share of right decisions has to
    /// be what is promised of a model's too.
    static func mayDecide(by evidence: KeywordEvidence) -> Bool {
        PrecisionBound().holds(right: evidence.right, of: evidence.count)
    }

    private func isForKeywords(_ entry: Catalogue.Entry) -> Bool {
        model.map { !$0.classifier.scheme.labels.contains(entry.code) } ?? true
    }
}
