import Foundation
import Municipality
import Postgres
import Store

extension AppealCasework {
    /// What else happens in the transaction of a move; gives the events of tickets, which are appended last of all.
    typealias Effects = (AppealStore.Row, Date, PostgresTransaction) async throws -> [TicketEventStore.Row]

    /// Ends an appeal that nobody need work on any more.
    func end(
        _ number: AppealNumber,
        as state: AppealState,
        note: String? = nil,
        by actor: Actor?
    ) async throws -> AppealView {
        try await move(number, to: state, note: note, by: actor) { appeal, now, transaction in
            try await stopWork(on: appeal, by: actor?.userID, at: now, on: transaction)
        }
    }

    /// - Parameter actor: nil for the resident.
    func move(
        _ number: AppealNumber,
        to state: AppealState,
        kind: String? = nil,
        note: String? = nil,
        answer: String? = nil,
        by actor: Actor?,
        effects: Effects = { _, _, _ in [] }
    ) async throws -> AppealView {
        let now = town.now
        return try await town.database.transaction { transaction in
            guard let id = town.numbering.appeal(of: number),
                let appeal = try await AppealStore.lock(id, in: town.id, on: transaction)
            else {
                throw ServiceError.notFound("appeal")
            }
            try await move(
                appeal,
                to: state,
                kind: kind ?? state.rawValue,
                note: note,
                answer: answer,
                by: actor,
                at: now,
                on: transaction
            )
            let events = try await effects(appeal, now, transaction)
            try await TicketEventStore.append(events, in: town.id, at: now, on: transaction)
            return try await appeals.view(
                of: try await appeals.appeal(number, on: transaction),
                forStaff: actor != nil,
                on: transaction
            )
        }
    }

    /// Moves an appeal that the transaction has locked, if the arc exists.
    func move(
        _ appeal: AppealStore.Row,
        to state: AppealState,
        kind: String,
        note: String?,
        answer: String? = nil,
        by actor: Actor?,
        at now: Date,
        on transaction: PostgresTransaction
    ) async throws {
        guard appeal.state.exits.contains(state) else {
            throw ServiceError.conflict("the appeal is \(appeal.state.rawValue)")
        }
        guard
            try await AppealStore.move(
                appeal.id,
                in: town.id,
                from: appeal.state,
                to: state,
                kind: kind,
                note: note,
                answer: answer,
                user: actor?.userID,
                at: now,
                on: transaction
            )
        else { throw ServiceError.conflict("the appeal changed meanwhile") }
    }

    /// Stops every clock and cancels every open ticket; gives the tickets' events.
    func stopWork(
        on appeal: AppealStore.Row,
        note: String? = nil,
        by user: UserID?,
        at now: Date,
        on transaction: PostgresTransaction
    ) async throws -> [TicketEventStore.Row] {
        try await AppealClockStore.stop(
            AppealClock.Kind.allCases,
            of: appeal.id,
            in: town.id,
            at: now,
            on: transaction
        )
        return try await moveTickets(
            of: appeal,
            from: TicketState.open,
            to: .cancelled,
            note: note,
            by: user,
            at: now,
            on: transaction
        )
    }

    /// Moves those of the appeal's tickets that are in one of the states; gives their events.
    func moveTickets(
        of appeal: AppealStore.Row,
        from states: [TicketState],
        to state: TicketState,
        note: String? = nil,
        by user: UserID?,
        at now: Date,
        on transaction: PostgresTransaction
    ) async throws -> [TicketEventStore.Row] {
        var events: [TicketEventStore.Row] = []
        for ticket in try await TicketStore.tickets(of: appeal.id, in: town.id, on: transaction)
        where states.contains(ticket.state) {
            guard
                try await TicketStore.move(
                    ticket.id,
                    in: town.id,
                    from: ticket.state,
                    to: state,
                    assignee: nil,
                    at: now,
                    on: transaction
                )
            else { throw ServiceError.conflict("ticket \(ticket.id.rawValue) changed meanwhile") }
            events.append(
                TicketEventStore.Row(
                    organisation: ticket.organisation,
                    ticket: ticket.id,
                    kind: state.rawValue,
                    from: ticket.state,
                    to: state,
                    user: user,
                    note: note
                )
            )
        }
        return events
    }
}
