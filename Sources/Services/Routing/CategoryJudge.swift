import Classifier
import Municipality

/// Answers the first question, *what is it?*: the category of an appeal that came without one.
struct CategoryJudge {
    /// An active category of the catalogue.
    struct Entry {
        let id: CategoryID
        let code: String
        let keywords: [String]

        init(_ category: (id: CategoryID, code: String, keywords: [String])) {
            (id, code, keywords) = category
        }
    }

    struct Judgement {
        /// nil when nothing is sure enough.
        var category: CategoryID?
        /// Keywords of the catalogue that told it.
        var keywords: [String]?
        /// What the model said, whether or not it was sure.
        var opinion: DecisionDetails.Opinion?
    }

    private let model: RoutingModels.Model?
    private let rules: KeywordRules
    private let ids: [String: CategoryID]
    private let codes: [CategoryID: String]

    init(catalogue: [Entry], model: RoutingModels.Model?) {
        self.model = model
        rules = KeywordRules(catalogue.filter { !$0.keywords.isEmpty }.map { ($0.id, $0.keywords) })
        ids = Dictionary(uniqueKeysWithValues: catalogue.map { ($0.code, $0.id) })
        codes = Dictionary(uniqueKeysWithValues: catalogue.map { ($0.id, $0.code) })
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
            if opinion.sure, let best = opinion.candidates.first, let id = ids[best.label] {
                judgement.category = id
                return judgement
            }
        }
        if let match = rules.match(text), let code = codes[match.category],
            model.map({ !$0.classifier.labels.contains(code) }) ?? true
        {
            judgement.category = match.category
            judgement.keywords = match.keywords
        }
        return judgement
    }
}
