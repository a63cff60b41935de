import Municipality
import Store

/// Access to queues: members of an organisation may see its own queue, other staff every queue.
enum QueueAccess {
    /// The organisation with that code, if the session's actor may see its queue.
    static func organisation(_ code: String, in session: TownSession) async throws -> OrganisationID {
        if case .link = session.actor { throw ServiceError.forbidden("a signed link opens its ticket only") }
        if let own = session.actor.organisation {
            guard own.code.rawValue == code else {
                throw ServiceError.forbidden("this is another organisation's queue")
            }
            return own.id
        }
        guard let organisation = try await OrganisationStore.active(code, in: session) else {
            throw ServiceError.notFound("organisation")
        }
        return organisation
    }

    /// Another organisation's ticket is reported like one that does not exist. A signed link opens its own ticket, as long
    /// as the organisation has it and it is not cancelled.
    static func require(
        _ ticket: TicketStore.Row?,
        _ id: TicketID,
        by actor: Actor
    ) throws(ServiceError) -> TicketStore.Row {
        if case .link(let link) = actor, link.ticket != id { throw .forbidden("the link is for another ticket") }
        guard let ticket else { throw .notFound("ticket") }
        if let own = actor.organisation, own.id != ticket.organisation { throw .notFound("ticket") }
        if case .link(let link) = actor {
            if ticket.state == .cancelled { throw .forbidden("the ticket was cancelled, so the link has ended") }
            if ticket.state == .returned || ticket.organisation != link.organisation {
                throw .forbidden("the ticket was returned by the organisation, so the link has ended")
            }
        }
        return ticket
    }
}
