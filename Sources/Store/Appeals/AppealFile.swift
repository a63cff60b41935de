package import Foundation
package import Municipality

/// An appeal with all that is kept about it: what its author or the staff may be shown.
package struct AppealFile: Sendable {
    package let appeal: AppealStore.Row
    /// The earliest of each policy: the appeal's own, or that of an appeal that joined it.
    package let clocks: [Clock]
    /// The newest decision.
    package let decision: RoutingExplanationStore.Explanation?
    /// Oldest first.
    package let events: [AppealHistoryStore.Event]
    /// Those that joined it, first come first.
    package let joined: [MergeStore.Joined]
    /// What it joined, if it did.
    package let target: Target?
    /// Oldest first.
    package let tickets: [Ticket]
    package let contact: AppealContact?

    /// The appeal that this one joined.
    package struct Target: Sendable {
        package let number: AppealNumber
        package let state: AppealState
        package let organisation: String?
        package let answeredAt: Date?
        package let closedAt: Date?
        package let answer: String?
    }

    /// A work order that came of it.
    package struct Ticket: Sendable {
        package let id: TicketID
        package let organisation: OrganisationID
        package let organisationCode: String
        package let state: TicketState
    }
}
