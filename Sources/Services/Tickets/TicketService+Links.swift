public import Foundation
public import Municipality
import Store

/// A signed link that was just issued.
public struct IssuedTicketLink: Sendable {
    /// Opens the ticket. It is not stored and cannot be shown again.
    public let token: String
    public let ticketID: Int64
    public let expiresAt: Date
}

extension TicketService {
    /// Issues a signed link, with which somebody without an account works the ticket for its organisation.
    /// - Parameter validHours: nil means ``TicketLink/usualHours``.
    public func issueLink(_ id: TicketID, validHours: Int?, by actor: Actor) async throws -> IssuedTicketLink {
        try require(.linkIssued, by: actor)
        // The link shows the ticket.
        try actor.require(.readQueues)
        let hours = validHours ?? TicketLink.usualHours
        guard TicketLink.validHours.contains(hours) else {
            let (first, last) = (TicketLink.validHours.lowerBound, TicketLink.validHours.upperBound)
            throw ServiceError.invalid("valid_hours", "is \(first) to \(last)")
        }
        return try await town.write(by: actor) { session in
            let (_, ticket) = try await lock(id, in: session)
            guard ticket.state.isOpen else {
                throw ServiceError.conflict("the ticket is \(ticket.state.rawValue)")
            }
            let link = TicketLink(
                ticket: id,
                organisation: ticket.organisation,
                expiresAt: session.now.addingTimeInterval(Double(hours) * 3_600)
            )
            session.publish([
                NewTicketEvent(
                    organisation: ticket.organisation,
                    ticket: id,
                    kind: .linkIssued,
                    details: DecisionDetails.text("expires_at", link.expiresAt.ISO8601Format())
                )
            ])
            return IssuedTicketLink(token: seal.token(of: link), ticketID: id.rawValue, expiresAt: link.expiresAt)
        }
    }

    /// The content of a valid token. Whether the link still opens its ticket is checked when the ticket is read.
    public func link(of token: String) throws(TicketLink.Refusal) -> TicketLink {
        try seal.link(of: token, now: town.now)
    }

    private var seal: TicketLinkSeal {
        TicketLinkSeal(secret: town.municipality.secret, town: town.municipality.code)
    }
}
