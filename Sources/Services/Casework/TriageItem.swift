public import Foundation
import Municipality
import Store

/// An appeal that waits for a coordinator, with the reason why the machine did not route it.
public struct TriageItem: Sendable {
    public let number: String
    public let text: String
    public let category: String?
    public let address: String?
    public let registeredAt: Date
    public let deadlineAt: Date?
    public let decision: DecisionView
    /// How many times an organisation said «не наш».
    public let returns: Int

    init(_ waiting: RoutingExplanationStore.Waiting) {
        number = waiting.number.description
        text = waiting.text
        category = waiting.category
        address = waiting.address
        registeredAt = waiting.registeredAt
        deadlineAt = waiting.deadlineAt
        returns = waiting.returns
        decision = DecisionView(waiting.explanation, showingStaff: true)
    }
}
