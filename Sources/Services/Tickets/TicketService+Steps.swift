import Foundation
import Municipality
import Postgres
import Store

extension TicketService {
    /// What an effect of a step works with.
    struct Context {
        let town: Town
        let appeal: AppealStore.Row
        let actor: Actor
        let now: Date
        let transaction: PostgresTransaction

        func moveAppeal(to state: AppealState) async throws {
            guard
                try await AppealStore.move(
                    appeal.id,
                    in: town.id,
                    from: appeal.state,
                    to: state,
                    kind: state.rawValue,
                    user: actor.userID,
                    at: now,
                    on: transaction
                )
            else { throw ServiceError.conflict("the appeal changed meanwhile") }
        }
    }

    /// One step along an arc.
    /// - Parameter takingOver: whether the caller becomes the one who works on it.
    func step(
        _ id: TicketID,
        from states: [TicketState],
        to state: TicketState,
        kind: String? = nil,
        note: String? = nil,
        details: String? = nil,
        takingOver: Bool = false,
        by actor: Actor,
        effects: (Context) async throws -> Void = { _ in }
    ) async throws -> TicketView {
        let now = town.now
        return try await town.database.transaction { transaction in
            let (appeal, ticket) = try await lock(id, by: actor, on: transaction)
            guard states.contains(ticket.state) else {
                throw ServiceError.conflict("the ticket is \(ticket.state.rawValue)")
            }
            try requireNotLeased(ticket, by: actor, now: now)
            try await move(
                ticket,
                to: state,
                assignee: takingOver ? actor.userID : nil,
                by: actor,
                now: now,
                on: transaction
            )
            try await effects(
                Context(town: town, appeal: appeal, actor: actor, now: now, transaction: transaction)
            )
            try await TicketEventStore.append(
                [
                    TicketEventStore.Row(
                        organisation: ticket.organisation,
                        ticket: id,
                        kind: kind ?? state.rawValue,
                        from: ticket.state,
                        to: state,
                        user: actor.userID,
                        note: note,
                        details: details
                    )
                ],
                in: town.id,
                at: now,
                on: transaction
            )
            return try await view(id, now: now, on: transaction)
        }
    }

    /// An event without a change of state.
    func note(
        _ id: TicketID,
        kind: String,
        text: String?,
        by actor: Actor,
        effects: (TicketStore.Row, PostgresTransaction) async throws -> Void
    ) async throws -> TicketView {
        let now = town.now
        return try await town.database.transaction { transaction in
            let (_, ticket) = try await lock(id, by: actor, on: transaction)
            try await effects(ticket, transaction)
            try await TicketEventStore.append(
                [
                    TicketEventStore.Row(
                        organisation: ticket.organisation,
                        ticket: id,
                        kind: kind,
                        user: actor.userID,
                        note: text
                    )
                ],
                in: town.id,
                at: now,
                on: transaction
            )
            return try await view(id, now: now, on: transaction)
        }
    }

    /// Locks the ticket's appeal and then the ticket, the order in which everybody does.
    func lock(
        _ id: TicketID,
        by actor: Actor,
        on transaction: PostgresTransaction
    ) async throws -> (AppealStore.Row, TicketStore.Row) {
        let found = try await TicketStore.ticket(id, in: town.id, on: transaction)
        let appealID = try QueueAccess.require(found, by: actor).appeal
        guard let appeal = try await AppealStore.lock(appealID, in: town.id, on: transaction),
            let ticket = try await TicketStore.lock(id, in: town.id, on: transaction)
        else { throw ServiceError.notFound("ticket") }
        return (appeal, ticket)
    }

    func requireNotLeased(_ ticket: TicketStore.Row, by actor: Actor, now: Date) throws(ServiceError) {
        guard let until = ticket.leasedUntil, until > now, ticket.leasedBy != actor.userID else { return }
        throw .conflict("\(ticket.leasedByLogin ?? "somebody") holds the ticket until \(until.ISO8601Format())")
    }

    func move(
        _ ticket: TicketStore.Row,
        to state: TicketState,
        assignee: UserID? = nil,
        by actor: Actor,
        now: Date,
        on transaction: PostgresTransaction
    ) async throws {
        guard
            try await TicketStore.move(
                ticket.id,
                in: town.id,
                from: ticket.state,
                to: state,
                assignee: assignee,
                at: now,
                on: transaction
            )
        else { throw ServiceError.conflict("the ticket changed meanwhile") }
    }

    func view(_ id: TicketID, now: Date, on client: some PostgresClient) async throws -> TicketView {
        guard let ticket = try await TicketStore.ticket(id, in: town.id, on: client) else {
            throw ServiceError.notFound("ticket")
        }
        return TicketView(ticket, now: now)
    }
}
