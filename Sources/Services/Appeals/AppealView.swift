public import Foundation
public import Municipality
import Store

/// An appeal as its author sees it, or with more detail the staff.
public struct AppealView: Sendable {
    public struct Ticket: Sendable {
        public let ticketID: Int64
        public let organisation: String
        public let state: TicketState
        /// Why the organisation returned it.
        public let returnReason: String?
    }

    /// A city project that the appeal is linked to.
    public struct LinkedProject: Sendable {
        public let code: String
        public let linkedAt: Date
    }

    public let number: String
    public let state: AppealState
    /// What was submitted.
    public let content: AppealContent
    public let address: String?
    /// The address as its author wrote it.
    public let writtenAddress: String?
    public let inHouse: PlaceInHouse
    public let houseID: Int64?
    public let location: AppealLocation?
    public let category: String?
    public let organisation: String?
    /// When it happened, as the author says.
    public let occurredAt: Date?
    public let registeredAt: Date
    public let routedAt: Date?
    public let answeredAt: Date?
    public let closedAt: Date?
    public let answer: String?
    /// While the work is paused: when it is expected to continue.
    public let pausedUntil: Date?
    public let clocks: [ClockView]
    /// The newest decision; absent before routing.
    public let decision: DecisionView?
    public let history: [HistoryEntry]
    /// In order of their codes.
    public let projects: [LinkedProject]
    /// The number of appeals that were merged into it.
    public let joinedCount: Int
    /// The appeal that this one was merged into, and its state.
    public let mergedInto: MergeTarget?
    /// The appeals that were merged into it; for staff.
    public let joined: [JoinedAppeal]?
    /// For staff only.
    public let tickets: [Ticket]?
    /// How many times an organisation returned it as «не наш» ("not ours"); for staff.
    public let returns: Int?
    /// For staff only.
    public let contact: ContactView?
    /// The same for all appeals with the same telephone number, or else e-mail address, whatever the spelling. For staff.
    public let resident: String?
    /// Its identifier in the system that it was imported from; for staff.
    public let externalID: String?

    /// - Parameter catalogue: has the categories of the file.
    init(_ file: AppealFile, _ catalogue: Catalogue, for actor: Actor) {
        let appeal = file.appeal
        number = appeal.number.description
        state = appeal.state
        content = appeal.content
        address = appeal.address
        houseID = appeal.house?.rawValue
        writtenAddress = appeal.writtenAddress
        inHouse = appeal.inHouse
        location = AppealLocation(appeal.coordinates, accuracy: appeal.accuracy)
        category = catalogue.code(of: appeal.category)
        organisation = appeal.organisation
        occurredAt = appeal.occurredAt
        registeredAt = appeal.registeredAt
        routedAt = appeal.routedAt
        answeredAt = appeal.answeredAt
        closedAt = appeal.closedAt
        answer = appeal.answer
        pausedUntil = file.tickets.compactMap(\.expectedEnd).max()
        clocks = file.clocks.map { ClockView($0) }
        decision = file.decision.map { DecisionView($0, catalogue, showingStaff: actor.isStaff) }
        history = file.events.map { HistoryEntry($0, showingStaff: actor.isStaff) }
        projects = file.projects.map { LinkedProject(code: $0.code, linkedAt: $0.linkedAt) }
        joinedCount = file.joined.count
        mergedInto = file.target.map(MergeTarget.init)
        joined = actor.isStaff ? file.joined.map { JoinedAppeal($0, for: actor) } : nil
        returns = actor.isStaff ? file.tickets.count { $0.state == .returned } : nil
        tickets =
            actor.isStaff
            ? file.tickets.map {
                Ticket(
                    ticketID: $0.id.rawValue,
                    organisation: $0.organisationCode,
                    state: $0.state,
                    returnReason: $0.returnReason
                )
            } : nil
        contact = actor.isStaff ? file.contact.map { ContactView($0, for: actor) } : nil
        resident = actor.isStaff ? appeal.resident?.uuidString.lowercased() : nil
        externalID = actor.isStaff ? appeal.externalID : nil
    }
}
