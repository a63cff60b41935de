import Classifier
import Municipality

/// Answers the first question, *what is it?*: the category of an appeal that came without one.
struct CategoryJudge {
    struct Judgement {
        /// nil when nothing is sure enough.
        var category: CategoryID?
        /// Keywords of the catalogue that told it.
        var keywords: [String]?
        /// What the model said, whether or not it was sure.
        var opinion: DecisionDetails.Opinion?
    }

    private let catalogue: Catalogue
    /// Of the catalogue.
    private let rules: KeywordRules
    private let model: RoutingModels.Model?

    init(catalogue: Catalogue, rules: KeywordRules, model: RoutingModels.Model?) {
        self.catalogue = catalogue
        self.rules = rules
        self.model = model
    }

    /// The reason of a triage when ``judge(_:)`` tells no category.
    var doubt: RoutingReason { model == nil ? .categoryUnknown : .categoryUncertain }

    /// The model decides where it is sure. The catalogue's keywords decide while there is no model, and about categories
    /// that it has never seen.
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
