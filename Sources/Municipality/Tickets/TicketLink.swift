public import Foundation

/// What a signed link says: its bearer works one ticket for the organisation that has it, until the link expires.
public struct TicketLink: Sendable, Hashable {
    public let ticket: TicketID
    /// Whose the ticket was when the link was issued.
    public let organisation: OrganisationID
    /// In whole seconds.
    public let expiresAt: Date

    public init(ticket: TicketID, organisation: OrganisationID, expiresAt: Date) {
        self.ticket = ticket
        self.organisation = organisation
        self.expiresAt = Date(timeIntervalSince1970: expiresAt.timeIntervalSince1970.rounded(.down))
    }

    /// For how many hours a link may be valid.
    public static let validHours = 1...720
    /// Unless whoever issues it says otherwise.
    public static let usualHours = 120

    /// What the bearer may do with the ticket, by the events that it makes.
    public static let steps: Set<TicketEventKind> = [.accepted, .inProgress, .done, .returned]

    /// Why a token is no link.
    public enum Refusal: Error, Sendable, Hashable {
        /// It was not made by this town, or was changed.
        case forged
        case expired
    }
}
