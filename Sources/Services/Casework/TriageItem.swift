public import Foundation
import Municipality
import Store

/// An appeal that waits for a coordinator, with the reason why it was not routed automatically.
public struct TriageItem: Sendable {
    public let number: String
    public let text: String
    public let category: String?
    public let address: String?
    public let registeredAt: Date
    public let deadlineAt: Date?
    public let decision: DecisionView
    /// How many times an organisation returned it as «не наш» ("not ours").
    public let returns: Int

    /// - Parameter catalogue: has its categories.
    init(_ waiting: RoutingExplanationStore.Waiting, _ catalogue: Catalogue) {
        number = waiting.number.description
        text = waiting.text
        category = catalogue.code(of: waiting.category)
        address = waiting.address
        registeredAt = waiting.registeredAt
        deadlineAt = waiting.deadlineAt
        returns = waiting.returns
        decision = DecisionView(waiting.explanation, catalogue, showingStaff: true)
    }
}
