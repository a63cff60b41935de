import Municipality
import Store

/// Access to queues: members of an organisation may see its own queue, other staff every queue.
enum QueueAccess {
    /// The organisation with that code, if the session's actor may see its queue.
    static func organisation(_ code: String, in session: TownSession) async throws -> OrganisationID {
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

    /// Another organisation's ticket is reported like one that does not exist.
    static func require(_ ticket: TicketStore.Row?, by actor: Actor) throws(ServiceError) -> TicketStore.Row {
        guard let ticket else { throw .notFound("ticket") }
        if let own = actor.organisation, own.id != ticket.organisation { throw .notFound("ticket") }
        return ticket
    }
}
