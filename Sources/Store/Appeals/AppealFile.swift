package import Foundation
package import Municipality

/// An appeal with everything that its author or the staff may see.
package struct AppealFile: Sendable {
    package let appeal: AppealStore.Row
    /// The earliest of each policy: the appeal's own, or one inherited from a merged appeal.
    package let clocks: [Clock]
    /// The newest decision.
    package let decision: RoutingExplanationStore.Explanation?
    /// Oldest first.
    package let events: [AppealHistoryStore.Event]
    /// Appeals that were merged into this one, in the order in which they were merged.
    package let joined: [MergeStore.Joined]
    /// The appeal that this one was merged into, if any.
    package let target: Target?
    /// Oldest first.
    package let tickets: [Ticket]
    package let contact: AppealContact?
    /// In order of their codes.
    package let projects: [Project]

    /// The appeal that this one was merged into.
    package struct Target: Sendable {
        package let number: AppealNumber
        package let state: AppealState
        package let organisation: String?
        package let answeredAt: Date?
        package let closedAt: Date?
        package let answer: String?
    }

    /// A ticket of the appeal.
    package struct Ticket: Sendable {
        package let id: TicketID
        package let organisation: OrganisationID
        package let organisationCode: String
        package let state: TicketState
        /// Why the organisation returned it.
        package let returnReason: String?
        /// While it is paused: when work is expected to continue.
        package let expectedEnd: Date?
    }

    /// A project that the appeal is linked to.
    package struct Project: Sendable {
        package let code: String
        package let linkedAt: Date
    }
}
