public import Foundation

/// The content of a signed link. Its bearer works one ticket for an organisation until the link expires.
public struct TicketLink: Sendable, Hashable {
    public let ticket: TicketID
    /// The organisation that had the ticket when the link was issued.
    public let organisation: OrganisationID
    /// In whole seconds.
    public let expiresAt: Date

    public init(ticket: TicketID, organisation: OrganisationID, expiresAt: Date) {
        self.ticket = ticket
        self.organisation = organisation
        self.expiresAt = Date(timeIntervalSince1970: expiresAt.timeIntervalSince1970.rounded(.down))
    }

    /// The hours for which a link can be valid.
    public static let validHours = 1...720
    /// The default of ``validHours``.
    public static let usualHours = 120

    /// The steps that the bearer may take, named by their events.
    public static let steps: Set<TicketEventKind> = [.accepted, .inProgress, .done, .returned]

    /// Why a token is not a valid link.
    public enum Refusal: Error, Sendable, Hashable {
        /// This town did not sign it, or it was changed.
        case forged
        case expired
    }
}
