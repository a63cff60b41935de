public import Foundation
public import Municipality
import Store

/// Where an appeal was sent and why, in codes and words.
public struct DecisionView: Sendable {
    public struct Reason: Sendable {
        public let code: RoutingReason
        public let ru: String
        public let en: String

        init(_ reason: RoutingReason) {
            code = reason
            ru = reason.sentence(in: .russian)
            en = reason.sentence(in: .english)
        }
    }

    /// `routed` or `triage`.
    public let outcome: String
    public let reason: Reason
    public let organisation: String?
    public let contractID: Int64?
    public let category: String?
    public let houseID: Int64?
    /// Ids of the houses that the address or the point may mean, when it is not clear which.
    public let houseCandidates: [Int64]
    /// Metres between what was told of the place: the point, the address and the chosen house; for staff.
    public let placeDisagreement: Int?
    /// The contracts that were in force for the house and the service, one of which may have decided; for staff.
    public let foundContracts: [Int64]?
    public let decidedAt: Date
    /// How the category was recognised, what matched and by which rule, in words.
    public let explanation: Words
    /// Categories that the catalogue's keywords propose, most probable first; for staff.
    public let suggestions: [Suggestion]
    /// The model's opinion of the category; for staff.
    public let opinion: ModelOpinion?
    /// The model's proposal of an organisation when the contracts do not decide; for staff.
    public let proposal: ModelOpinion?
    /// Open appeals that were probably about the same thing, most similar first.
    public let duplicates: [Duplicate]
    /// The coordinator's note; for staff.
    public let note: String?
    /// Why the organisation returned the ticket, when that led to the decision; for staff.
    public let returnReason: String?
    /// Login of the coordinator; absent when the machine decided.
    public let by: String?

    public struct Duplicate: Sendable {
        public let number: String
        /// Share of the shorter text's words that also occur in the other, 0 to 1.
        public let likeness: Double
    }

    /// A category that the catalogue's keywords propose.
    public struct Suggestion: Sendable {
        /// Code of the category.
        public let code: String
        /// The keywords that were found.
        public let keywords: [String]
    }

    public struct Words: Sendable {
        public let ru: String
        public let en: String
    }

    /// A model's most probable answers.
    public struct ModelOpinion: Sendable {
        public struct Candidate: Sendable {
            /// Code of a category or an organisation.
            public let code: String
            /// Probability, 0 to 1.
            public let confidence: Double
        }

        public struct Term: Sendable {
            public let word: String
            public let weight: Double
        }

        public struct Service: Sendable {
            /// Code of a service.
            public let code: String
            /// The sum of the probabilities of its categories, 0 to 1.
            public let confidence: Double
            /// The confidence at which the model decides on the service by itself.
            public let threshold: Double
        }

        public let modelID: Int
        /// The confidence at which the model decides by itself.
        public let threshold: Double
        public let candidates: [Candidate]
        public let terms: [Term]
        /// The most probable service of the categories.
        public let service: Service?

        init(_ opinion: DecisionDetails.Opinion) {
            modelID = Int(opinion.model)
            threshold = opinion.threshold
            candidates = opinion.candidates.map { Candidate(code: $0.label, confidence: $0.confidence) }
            terms = opinion.terms.map { Term(word: $0.word, weight: $0.weight) }
            service = opinion.service.map {
                Service(code: $0.label, confidence: $0.confidence, threshold: $0.threshold)
            }
        }
    }

    /// - Parameter catalogue: has the decision's category.
    init(_ decision: RoutingExplanationStore.Explanation, _ catalogue: Catalogue, showingStaff: Bool) {
        outcome = decision.routed ? "routed" : "triage"
        reason = Reason(decision.reason)
        organisation = decision.organisation
        contractID = decision.contract?.rawValue
        category = catalogue.code(of: decision.category)
        houseID = decision.house?.rawValue
        decidedAt = decision.decidedAt
        let details = DecisionDetails.stored(decision.details) ?? DecisionDetails()
        houseCandidates = details.place?.candidates ?? []
        placeDisagreement = showingStaff ? details.place?.disagreement : nil
        let words = DecisionExplanation(decision: decision, category: category, details: details)
        foundContracts = showingStaff ? details.contracts?.map(\.contract) : nil
        explanation = Words(ru: words.text(in: .russian), en: words.text(in: .english))
        let proposed = showingStaff ? details.suggestions ?? [] : []
        suggestions = proposed.map { Suggestion(code: $0.label, keywords: $0.keywords) }
        opinion = showingStaff ? details.opinion.map(ModelOpinion.init) : nil
        proposal = showingStaff ? details.proposal.map(ModelOpinion.init) : nil
        duplicates = details.duplicates?.map { Duplicate(number: $0.number, likeness: $0.likeness) } ?? []
        note = showingStaff ? details.note : nil
        returnReason = showingStaff ? details.reason : nil
        by = showingStaff ? decision.by : nil
    }
}
