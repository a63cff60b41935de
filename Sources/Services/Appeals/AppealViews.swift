public import Foundation
public import Municipality
import Store

/// The public part of an appeal.
public struct PublicAppeal: Sendable {
    public let number: String
    public let state: AppealState
    public let category: String?
    public let organisation: String?
    public let registeredAt: Date
    public let closedAt: Date?

    init(_ appeal: AppealStore.Row, _ catalogue: Catalogue) {
        number = appeal.number.description
        state = appeal.state
        category = catalogue.code(of: appeal.category)
        organisation = appeal.organisation
        registeredAt = appeal.registeredAt
        closedAt = appeal.closedAt
    }
}

/// An appeal as a list shows it.
public struct AppealSummary: Sendable {
    public let number: String
    public let state: AppealState
    public let category: String?
    public let organisation: String?
    public let address: String?
    public let registeredAt: Date
    /// The earliest deadline of its clocks.
    public let deadlineAt: Date?

    init(_ appeal: AppealStore.Summary, _ catalogue: Catalogue) {
        number = appeal.number.description
        state = appeal.state
        category = catalogue.code(of: appeal.category)
        organisation = appeal.organisation
        address = appeal.address
        registeredAt = appeal.registeredAt
        deadlineAt = appeal.deadlineAt
    }
}

/// One event of an appeal.
public struct HistoryEntry: Sendable {
    public let at: Date
    /// `registered`, `routed`, `triage`, `in_progress`, `answered`, …; `comment` for a comment by the staff.
    public let kind: String
    public let from: AppealState?
    public let to: AppealState?
    public let note: String?
    /// Login of the member of staff, the integration's name, or the system's user name at the command line; absent for all
    /// other actors.
    public let by: String?

    init(_ event: AppealHistoryStore.Event, showingStaff: Bool) {
        at = event.at
        kind = event.kind.rawValue
        from = event.from
        to = event.to
        note = event.note
        by = showingStaff ? event.by : nil
    }
}

/// A contact as the resident gave it, masked for actors who may not see contacts.
public struct ContactView: Sendable {
    public let name: String?
    public let phone: String?
    public let email: String?
    /// Postal address.
    public let address: String?

    init(_ contact: AppealContact, for actor: Actor) {
        let masked = !actor.may(.seeContacts)
        name = contact.name.map { masked ? ContactMask.name($0) : $0 }
        phone = contact.phone.map { masked ? ContactMask.phone($0) : $0 }
        email = contact.email.map { masked ? ContactMask.email($0) : $0 }
        address = contact.address.map { masked ? ContactMask.address($0) : $0 }
    }
}
