import Classifier
import Municipality

/// Finds the category of an appeal that was submitted without one.
struct CategoryJudge {
    struct Judgement {
        /// nil when none is certain enough.
        var category: CategoryID?
        /// Keywords of the catalogue that recognised it.
        var keywords: [String]?
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

    /// The model decides when it is certain. The catalogue's keywords decide when there is no model, and about
    /// categories that the model does not know.
    func judge(_ text: String) -> Judgement {
        var judgement = Judgement()
        if let model {
            let opinion = model.opinion(of: text)
            judgement.opinion = opinion
            if opinion.sure, let best = opinion.candidates.first, let known = catalogue.active(best.label) {
                judgement.category = known.id
                return judgement
            }
        }
        if let match = rules.match(text), let code = catalogue.code(of: match.category),
            model.map({ !$0.classifier.labels.contains(code) }) ?? true
        {
            judgement.category = match.category
            judgement.keywords = match.keywords
        }
        return judgement
    }
}
