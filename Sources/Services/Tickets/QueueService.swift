import Foundation
public import Municipality
import Postgres
import Store

/// Reads queues, and claims the most urgent ticket of one.
public struct QueueService: Sendable {
    let town: Town

    /// How long a claimed ticket is reserved for one dispatcher, in seconds.
    public static let leaseSeconds = 600.0

    public init(town: Town) {
        self.town = town
    }

    /// The organisation's tickets that match, most urgent first.
    public func list(
        _ organisation: String,
        _ filter: TicketFilter,
        after: String?,
        limit: Int,
        by actor: Actor
    ) async throws -> Page<TicketView> {
        try actor.require(.readQueues)
        let place = try TicketStore.Place(parsing: after) ?? .start
        let now = town.now
        typealias Found = (rows: [TicketStore.QueueRow], names: NameStore.Names, catalogue: Catalogue)
        let (rows, names, catalogue) = try await town.read(by: actor) { session -> Found in
            let id = try await QueueAccess.organisation(organisation, in: session)
            var category: CategoryID?
            if let code = filter.category {
                let catalogue = try await town.catalogue(in: session)
                category = catalogue[code]?.id
                // A category that does not exist has no tickets.
                guard category != nil else { return ([], NameStore.Names(), catalogue) }
            }
            let rows = try await TicketStore.queue(
                of: id,
                states: filter.states,
                category: category,
                house: filter.house,
                dueBefore: filter.overdueAt,
                after: place,
                limit: limit + 1,
                in: session
            )
            let names = try await town.database.names.names(for: rows, of: town, in: session)
            return (rows, names, try await town.catalogue(knowing: rows.map(\.category), in: session))
        }
        return try Page(
            rows,
            limit: limit,
            item: {
                try TicketView(
                    $0,
                    number: town.numbering.number(of: $0.appeal),
                    organisation: organisation,
                    category: catalogue.code(of: $0.category),
                    names: names,
                    now: now
                )
            },
            cursor: TicketStore.Place.cursor
        )
    }

    /// Reserves the most urgent queued ticket for the caller; nil when none is free. Only members of staff hold
    /// tickets.
    public func claimNext(in organisation: String, by actor: Actor) async throws -> TicketView? {
        try actor.require(.workTickets)
        guard actor.userID != nil else { throw ServiceError.forbidden("only staff can claim tickets") }
        let ticket = try await town.write(by: actor) { session in
            let id = try await QueueAccess.organisation(organisation, in: session)
            let until = session.now.addingTimeInterval(Self.leaseSeconds)
            let ticket = try await TicketStore.claimNext(in: id, until: until, in: session)
            if let ticket { session.publish([NewTicketEvent(organisation: id, ticket: ticket, kind: .claimed)]) }
            return ticket
        }
        guard let ticket else { return nil }
        return try await TicketService(town: town).view(ticket, by: actor)
    }

    /// A ticket with what is needed to work on it.
    public func ticket(_ id: TicketID, by actor: Actor) async throws -> TicketDetail {
        try actor.require(.readQueues)
        return try await town.read(by: actor) { session in
            let found = try await TicketStore.ticket(id, in: session)
            let ticket = try QueueAccess.require(found, id, by: actor)
            guard let file = try await AppealFileStore.file(of: ticket.appeal, publicOnly: true, in: session) else {
                throw ServiceError.notFound("ticket")
            }
            let catalogue = try await town.catalogue(knowing: [ticket.category], in: session)
            return TicketDetail(
                ticket: try TicketView(ticket, catalogue, now: session.now, for: actor),
                text: file.appeal.content.text,
                contact: file.contact.map { ContactView($0, for: actor) },
                writtenAddress: file.appeal.writtenAddress,
                inHouse: file.appeal.inHouse,
                location: AppealLocation(file.appeal.coordinates, accuracy: file.appeal.accuracy),
                occurredAt: file.appeal.occurredAt,
                clocks: file.clocks.map { ClockView($0) },
                joined: file.joined.map { JoinedAppeal($0, for: actor) },
                returnedBy: file.tickets.filter { $0.state == .returned && $0.id != id }.map {
                    TicketDetail.Return(organisation: $0.organisationCode, reason: $0.returnReason)
                },
                events: try await TicketEventStore.history(of: id, in: session).map {
                    TicketDetail.Event($0, showingStaff: actor.isStaff)
                }
            )
        }
    }
}
