import Municipality
import Postgres
import Store

/// Who may see which queue: dispatchers their own organisation's, coordinators and administrators every one.
enum QueueAccess {
    /// The organisation with that code, if the actor may see its queue.
    static func organisation(
        _ code: String,
        in town: Town,
        by actor: Actor,
        on client: some PostgresClient
    ) async throws -> OrganisationID {
        if case .staff(let member) = actor, let own = member.organisation {
            guard own.code.rawValue == code else {
                throw ServiceError.forbidden("this is another organisation's queue")
            }
            return own.id
        }
        let found = try await CatalogueStore.lookUp(organisation: code, category: nil, in: town.id, on: client)
        guard let organisation = found.organisation else { throw ServiceError.notFound("organisation") }
        return organisation
    }

    /// Another organisation's ticket is told like one that does not exist.
    static func require(_ ticket: TicketStore.Row?, by actor: Actor) throws(ServiceError) -> TicketStore.Row {
        guard let ticket else { throw .notFound("ticket") }
        if case .staff(let member) = actor, let own = member.organisation, own.id != ticket.organisation {
            throw .notFound("ticket")
        }
        return ticket
    }
}
