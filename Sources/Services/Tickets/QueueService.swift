import Foundation
public import Municipality
import Postgres
import Store

/// Reading queues, and taking the most urgent ticket from one.
public struct QueueService: Sendable {
    let town: Town

    /// How long a claimed ticket is held before others may have it, in seconds.
    public static let leaseSeconds = 600.0

    public init(town: Town) {
        self.town = town
    }

    /// The organisation's tickets that fit, most urgent first.
    public func list(
        _ organisation: String,
        _ filter: TicketFilter,
        after: String?,
        limit: Int,
        by actor: Actor
    ) async throws -> Page<TicketView> {
        let place = try TicketStore.Place(parsing: after) ?? .start
        let now = town.now
        let (rows, names) = try await town.database.perform { connection in
            let id = try await QueueAccess.organisation(organisation, in: town, by: actor, on: connection)
            let rows = try await TicketStore.queue(
                of: id,
                in: town.id,
                states: filter.states,
                category: filter.category,
                house: filter.house,
                dueBefore: filter.overdueAt,
                after: place,
                limit: limit + 1,
                on: connection
            )
            let names = try await town.names.names(for: rows, of: town, on: connection)
            return (rows, names)
        }
        return try Page(
            rows,
            limit: limit,
            item: {
                try TicketView(
                    $0,
                    number: town.numbering.number(of: $0.appeal),
                    organisation: organisation,
                    names: names,
                    now: now
                )
            },
            cursor: TicketStore.Place.cursor
        )
    }

    /// Holds the most urgent queued ticket for the caller; nil when none is free. Only members of staff hold tickets.
    public func claimNext(in organisation: String, by actor: Actor) async throws -> TicketView? {
        guard let user = actor.userID else { throw ServiceError.forbidden("only staff can claim tickets") }
        let now = town.now
        return try await town.database.transaction { transaction in
            let id = try await QueueAccess.organisation(organisation, in: town, by: actor, on: transaction)
            guard
                let ticket = try await TicketStore.claimNext(
                    in: id,
                    of: town.id,
                    by: user,
                    at: now,
                    until: now.addingTimeInterval(Self.leaseSeconds),
                    on: transaction
                ), let row = try await TicketStore.ticket(ticket, in: town.id, on: transaction)
            else { return nil }
            try await TicketEventStore.append(
                [TicketEventStore.Row(organisation: id, ticket: ticket, kind: "claimed", user: user)],
                in: town.id,
                at: now,
                on: transaction
            )
            return TicketView(row, now: now)
        }
    }

    /// A ticket with what the crew needs.
    public func ticket(_ id: TicketID, by actor: Actor) async throws -> TicketDetail {
        try await town.database.perform { connection in
            let found = try await TicketStore.ticket(id, in: town.id, on: connection)
            let ticket = try QueueAccess.require(found, by: actor)
            guard let appeal = try await AppealStore.appeal(ticket.appeal, in: town.id, on: connection) else {
                throw ServiceError.notFound("ticket")
            }
            return TicketDetail(
                ticket: TicketView(ticket, now: town.now),
                text: appeal.text,
                contact: try await AppealHistoryStore.contact(of: appeal.id, in: town.id, on: connection)
                    .map { ContactView($0) },
                location: appeal.coordinates,
                clocks: try await AppealClockStore.clocks(of: appeal.id, in: town.id, on: connection)
                    .map { ClockView($0) },
                joined: try await MergeStore.joined(to: appeal.id, in: town.id, on: connection)
                    .map(JoinedAppeal.init),
                events: try await TicketEventStore.history(of: id, in: town.id, on: connection).map {
                    TicketDetail.Event(at: $0.at, kind: $0.kind, from: $0.from, to: $0.to, note: $0.note, by: $0.by)
                }
            )
        }
    }
}
