import Classifier
import Municipality

/// Finds the category of an appeal that was submitted without one.
struct CategoryJudge {
    struct Judgement {
        /// nil when none is certain enough.
        var category: CategoryID?
        /// Keywords of the catalogue that recognised it.
        var keywords: [String]?
        /// The reason for triage while there is no category.
        var doubt = RoutingReason.categoryUnknown
        /// What the keywords propose, when nothing decides.
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

    /// Categories that the keywords propose, besides emergencies.
    private static let proposals = 3

    /// The model decides when it is certain of the category, or of the service whose contracts cover it. When there is
    /// no model, and about categories that the model does not know, the catalogue's keywords decide where it is proved
    /// that they may, and propose elsewhere.
    ///
    /// Neither decides when the text also tells of an emergency that others answer for, or that the found category would
    /// hide.
    func judge(_ text: String) -> Judgement {
        let read = rules.read(text)
        let opinion = model?.opinion(of: text)
        var judgement = Judgement(doubt: model == nil ? .categoryUnknown : .categoryUncertain, opinion: opinion)
        if let category = opinion.flatMap(category(by:)) {
            judgement.category = category
        } else if let match = read.match, let entry = catalogue[match.category], isForKeywords(entry),
            Self.mayDecide(by: entry.evidence)
        {
            judgement.category = match.category
            judgement.keywords = match.keywords
        }
        if let entry = judgement.category.flatMap({ catalogue[$0] }), hidesEmergency(entry, of: read) {
            (judgement.category, judgement.keywords, judgement.doubt) = (nil, nil, .emergencyPossible)
        }
        if judgement.category == nil { judgement.suggestions = suggestions(read) }
        return judgement
    }

    /// Whether the text tells of an emergency besides the category, whose urgency or organisation would be lost.
    private func hidesEmergency(_ entry: Catalogue.Entry, of read: KeywordRules.Reading) -> Bool {
        read.all.contains { match in
            guard match.isStrong, let other = catalogue[match.category], other.isEmergency, other.id != entry.id else {
                return false
            }
            return !entry.isEmergency || other.service.code != entry.service.code
        }
    }

    /// The three categories with most points of those that are for keywords, and every emergency; nil when there are none.
    private func suggestions(_ read: KeywordRules.Reading) -> [DecisionDetails.Suggestion]? {
        var left = Self.proposals
        let found = read.all.enumerated().compactMap { place, match -> DecisionDetails.Suggestion? in
            guard let entry = catalogue[match.category] else { return nil }
            let isEmergency = entry.isEmergency && (match.isMoreThanHint || place == 0)
            let isProposed = isForKeywords(entry) && left > 0
            if isProposed { left -= 1 }
            guard isProposed || isEmergency else { return nil }
            return DecisionDetails.Suggestion(label: entry.code, keywords: match.keywords, emergency: isEmergency)
        }
        return found.isEmpty ? nil : found
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
