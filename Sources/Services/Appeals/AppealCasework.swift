import Foundation
public import Municipality
import Postgres
import Store

/// Moving appeals along their arcs: by coordinators, and by residents with their code.
public struct AppealCasework: Sendable {
    let town: Town
    let appeals: AppealService

    /// Days after the answer in which the resident may refute it; then it stands.
    public static let refutationDays = 7

    public init(town: Town) {
        self.town = town
        appeals = AppealService(town: town)
    }

    // MARK: Coordinators

    /// Answers officially what was worked on. Every ticket must be finished.
    public func answer(_ number: AppealNumber, text: String, by actor: Actor) async throws -> AppealView {
        try actor.require(.coordinator, .administrator)
        var check = FieldCheck()
        let text = check.requiredText(text, "text", limit: AppealDraft.textLimit)
        try check.finish()
        return try await move(number, to: .answered, answer: text, by: actor) { appeal, now, transaction in
            let open = try await TicketStore.tickets(of: appeal.id, in: town.id, on: transaction)
                .count(where: \.state.isOpen)
            guard open == 0 else {
                throw ServiceError.conflict("\(open) of its tickets \(open == 1 ? "is" : "are") still open")
            }
            try await AppealClockStore.stop(
                AppealClock.Kind.allCases,
                of: appeal.id,
                in: town.id,
                at: now,
                on: transaction
            )
        }
    }

    /// Closes what was answered.
    public func close(_ number: AppealNumber, by actor: Actor) async throws -> AppealView {
        try actor.require(.coordinator, .administrator)
        return try await move(number, to: .closed, by: actor)
    }

    /// Refuses an appeal: no contact, obscene, spam.
    /// - Parameter ground: told to the resident.
    public func reject(_ number: AppealNumber, ground: String, by actor: Actor) async throws -> AppealView {
        try actor.require(.coordinator, .administrator)
        var check = FieldCheck()
        let ground = check.requiredText(ground, "ground", limit: 1_000)
        try check.finish()
        return try await end(number, as: .rejected, note: ground, by: actor)
    }

    /// Hands an appeal to another body that is competent.
    /// - Parameter body: its name, told to the resident.
    public func forward(
        _ number: AppealNumber,
        to body: String,
        note: String?,
        by actor: Actor
    ) async throws -> AppealView {
        try actor.require(.coordinator, .administrator)
        var check = FieldCheck()
        let body = check.requiredText(body, "to", limit: 300)
        let note = check.text(note, "note", limit: 1_000)
        try check.finish()
        return try await end(number, as: .forwarded, note: note.map { "\(body): \($0)" } ?? body, by: actor)
    }

    /// Keeps a remark that only staff see.
    public func comment(_ number: AppealNumber, text: String, by actor: Actor) async throws -> AppealView {
        try actor.require(.coordinator, .administrator)
        var check = FieldCheck()
        let text = check.requiredText(text, "text", limit: AppealDraft.textLimit)
        try check.finish()
        return try await town.database.transaction { transaction in
            let appeal = try await appeals.appeal(number, on: transaction)
            try await AppealHistoryStore.comment(
                appeal.id,
                in: town.id,
                text: text,
                user: actor.userID,
                at: town.now,
                on: transaction
            )
            return try await appeals.view(of: appeal, forStaff: true, on: transaction)
        }
    }

    // MARK: Residents

    /// The resident agrees that it is done.
    public func confirm(_ number: AppealNumber, code: FollowUpCode) async throws -> AppealView {
        try appeals.verify(code, of: number)
        return try await move(number, to: .closed, kind: "confirmed", by: nil) { appeal, now, transaction in
            try await moveTickets(of: appeal, from: [.done], to: .confirmed, by: nil, at: now, on: transaction)
        }
    }

    /// The resident says that it is not done: the appeal opens again, its clocks run on, the tickets go back.
    public func refute(_ number: AppealNumber, code: FollowUpCode, note: String) async throws -> AppealView {
        try appeals.verify(code, of: number)
        var check = FieldCheck()
        let note = check.requiredText(note, "note", limit: AppealDraft.textLimit)
        try check.finish()
        return try await move(number, to: .reopened, note: note, by: nil) { appeal, now, transaction in
            let window = Double(Self.refutationDays) * 86_400
            if let answeredAt = appeal.answeredAt, now > answeredAt.addingTimeInterval(window) {
                throw ServiceError.conflict("the \(Self.refutationDays) days to refute the answer are over")
            }
            try await AppealClockStore.resume(of: appeal.id, in: town.id, on: transaction)
            try await moveTickets(
                of: appeal,
                from: [.done],
                to: .refuted,
                note: note,
                by: nil,
                at: now,
                on: transaction
            )
        }
    }

    /// The resident takes the appeal back.
    public func withdraw(_ number: AppealNumber, code: FollowUpCode) async throws -> AppealView {
        try appeals.verify(code, of: number)
        return try await end(number, as: .withdrawn, by: nil)
    }

    // MARK: The machine

    /// Closes appeals whose answer nobody refuted in time.
    /// - Returns: how many.
    package func closeUnrefuted(limit: Int) async throws -> Int {
        let before = town.now.addingTimeInterval(-Double(Self.refutationDays) * 86_400)
        let numbers = try await town.database.perform { connection in
            try await AppealStore.answered(before: before, in: town.id, limit: limit, on: connection)
        }
        for number in numbers { _ = try await move(number, to: .closed, by: .machine) }
        return numbers.count
    }

    // MARK: Moves

    /// Ends an appeal that nobody need work on any more.
    private func end(
        _ number: AppealNumber,
        as state: AppealState,
        note: String? = nil,
        by actor: Actor?
    ) async throws -> AppealView {
        try await move(number, to: state, note: note, by: actor) { appeal, now, transaction in
            try await AppealClockStore.stop(
                AppealClock.Kind.allCases,
                of: appeal.id,
                in: town.id,
                at: now,
                on: transaction
            )
            try await moveTickets(
                of: appeal,
                from: TicketState.open,
                to: .cancelled,
                by: actor?.userID,
                at: now,
                on: transaction
            )
        }
    }

    /// - Parameters:
    ///   - actor: nil for the resident.
    ///   - effects: what else happens in the transaction, last of all the tickets' events.
    private func move(
        _ number: AppealNumber,
        to state: AppealState,
        kind: String? = nil,
        note: String? = nil,
        answer: String? = nil,
        by actor: Actor?,
        effects: (AppealStore.Row, Date, PostgresTransaction) async throws -> Void = { _, _, _ in }
    ) async throws -> AppealView {
        let now = town.now
        return try await town.database.transaction { transaction in
            guard let appeal = try await AppealStore.lock(number, in: town.id, on: transaction) else {
                throw ServiceError.notFound("appeal")
            }
            guard appeal.state.exits.contains(state) else {
                throw ServiceError.conflict("the appeal is \(appeal.state.rawValue)")
            }
            guard
                try await AppealStore.move(
                    appeal.id,
                    in: town.id,
                    from: appeal.state,
                    to: state,
                    kind: kind ?? state.rawValue,
                    note: note,
                    answer: answer,
                    user: actor?.userID,
                    at: now,
                    on: transaction
                )
            else { throw ServiceError.conflict("the appeal changed meanwhile") }
            try await effects(appeal, now, transaction)
            return try await appeals.view(
                of: try await appeals.appeal(number, on: transaction),
                forStaff: actor != nil,
                on: transaction
            )
        }
    }

    private func moveTickets(
        of appeal: AppealStore.Row,
        from states: [TicketState],
        to state: TicketState,
        note: String? = nil,
        by user: UserID?,
        at now: Date,
        on transaction: PostgresTransaction
    ) async throws {
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
        try await TicketEventStore.append(events, in: town.id, at: now, on: transaction)
    }
}
