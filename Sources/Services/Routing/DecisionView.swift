public import Foundation
public import Municipality
import Store

/// Where an appeal was sent and why, in codes and words.
public struct DecisionView: Encodable, Sendable {
    public struct Reason: Encodable, Sendable {
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
    public let decidedAt: Date
    /// Login of the coordinator; absent when the machine decided.
    public let by: String?

    enum CodingKeys: String, CodingKey {
        case outcome, reason, organisation, category, by
        case contractID = "contract_id"
        case houseID = "house_id"
        case decidedAt = "decided_at"
    }

    init(_ decision: RoutingExplanationStore.Explanation, showingStaff: Bool) {
        outcome = decision.routed ? "routed" : "triage"
        reason = Reason(decision.reason)
        organisation = decision.organisation
        contractID = decision.contract?.rawValue
        category = decision.category
        houseID = decision.house?.rawValue
        decidedAt = decision.decidedAt
        by = showingStaff ? decision.by : nil
    }
}
