public import Foundation
public import Municipality
import Postgres
import Store

/// Working tickets: each step is guarded by the state before it, kept as an event, and told to the queue's followers.
public struct TicketService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// Takes a queued ticket on.
    public func accept(_ id: TicketID, by actor: Actor) async throws -> TicketView {
        try await step(id, from: [.queued], to: .accepted, takingOver: true, by: actor)
    }

    /// Work begins: on an accepted ticket, or again on one that the resident refuted.
    public func start(_ id: TicketID, by actor: Actor) async throws -> TicketView {
        try await step(id, from: [.accepted, .refuted], to: .inProgress, takingOver: true, by: actor) { context in
            if context.appeal.state == .routed || context.appeal.state == .reopened {
                try await context.moveAppeal(to: .inProgress)
            }
        }
    }

    /// Work stops for a while.
    /// - Parameters:
    ///   - ground: why.
    ///   - expectedEnd: when it is to go on; in the future.
    public func pause(
        _ id: TicketID,
        ground: String,
        expectedEnd: Date,
        by actor: Actor
    ) async throws -> TicketView {
        var check = FieldCheck()
        let ground = check.requiredText(ground, "ground", limit: 1_000)
        if expectedEnd <= town.now { check.fail("expected_end", "must lie in the future") }
        if expectedEnd > town.now.addingTimeInterval(366 * 86_400) {
            check.fail("expected_end", "lies more than a year ahead")
        }
        try check.finish()
        let details = DecisionDetails.text(of: ["expected_end": expectedEnd.ISO8601Format()])
        return try await step(id, from: [.inProgress], to: .paused, note: ground, details: details, by: actor)
    }

    /// Work goes on after a pause.
    public func resume(_ id: TicketID, by actor: Actor) async throws -> TicketView {
        try await step(id, from: [.paused], to: .inProgress, kind: "resumed", by: actor)
    }

    /// The work is done.
    /// - Parameter note: what was done.
    public func done(_ id: TicketID, note: String, by actor: Actor) async throws -> TicketView {
        var check = FieldCheck()
        let note = check.requiredText(note, "note", limit: AppealDraft.textLimit)
        try check.finish()
        return try await step(id, from: [.inProgress], to: .done, note: note, by: actor) { context in
            let open = try await TicketStore.tickets(of: context.appeal.id, in: town.id, on: context.transaction)
                .contains(where: \.state.isOpen)
            guard !open else { return }
            try await AppealClockStore.stop(
                [.resolution],
                of: context.appeal.id,
                in: town.id,
                at: context.now,
                on: context.transaction
            )
        }
    }

    /// «Не наш»: gives a ticket back. The appeal goes to the organisation named, or to triage.
    /// - Parameters:
    ///   - reason: why it is not this organisation's.
    ///   - organisation: code of whose it is, if known.
    public func giveBack(
        _ id: TicketID,
        reason: String,
        to organisation: String?,
        by actor: Actor
    ) async throws -> TicketView {
        var check = FieldCheck()
        let reason = check.requiredText(reason, "reason", limit: 1_000)
        try check.finish()
        let now = town.now
        return try await town.database.transaction { transaction in
            let (appeal, ticket) = try await lock(id, by: actor, on: transaction)
            guard [.queued, .accepted].contains(ticket.state) else {
                throw ServiceError.conflict("the ticket is \(ticket.state.rawValue)")
            }
            try requireNotLeased(ticket, by: actor, now: now)
            let next = try await nextOrganisation(organisation, after: ticket, on: transaction)
            try await move(ticket, to: .returned, by: actor, now: now, on: transaction)
            let event = TicketEventStore.Row(
                organisation: ticket.organisation,
                ticket: id,
                kind: "returned",
                from: ticket.state,
                to: .returned,
                user: actor.userID,
                note: reason,
                details: organisation.map { DecisionDetails.text(of: ["organisation": $0]) }
            )
            guard appeal.state == .routed else {
                // Other tickets of the appeal are being worked on: it stays where it is.
                try await TicketEventStore.append([event], in: town.id, at: now, on: transaction)
                return try await view(id, now: now, on: transaction)
            }
            let category = try await CatalogueStore.lookUp(
                organisation: nil,
                category: ticket.category,
                in: town.id,
                on: transaction
            ).category
            let decision: RoutingDecision =
                next.map { .route($0, contract: nil, reason: .returned) } ?? .triage(.returned)
            try await RoutedAppeals.store(
                [
                    RoutingDecisionStore.Row(
                        appeal: appeal.id,
                        decision: decision,
                        category: category,
                        house: ticket.house,
                        user: actor.userID,
                        details: DecisionDetails.text(of: ["reason": reason])
                    )
                ],
                in: town.id,
                from: [.routed],
                at: now,
                after: [event],
                on: transaction
            )
            return try await view(id, now: now, on: transaction)
        }
    }

    /// Keeps a remark for those who work on the ticket.
    public func comment(_ id: TicketID, text: String, by actor: Actor) async throws -> TicketView {
        var check = FieldCheck()
        let text = check.requiredText(text, "text", limit: AppealDraft.textLimit)
        try check.finish()
        return try await note(id, kind: "comment", text: text, by: actor) { _, _ in }
    }

    /// Lets a claimed ticket go before its lease runs out.
    public func release(_ id: TicketID, by actor: Actor) async throws -> TicketView {
        try await note(id, kind: "released", text: nil, by: actor) { ticket, transaction in
            guard ticket.leasedBy != nil else { throw ServiceError.conflict("nobody holds the ticket") }
            try requireNotLeased(ticket, by: actor, now: town.now)
            try await TicketStore.release(id, in: town.id, on: transaction)
        }
    }
}

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
    private func step(
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
    private func note(
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
    private func lock(
        _ id: TicketID,
        by actor: Actor,
        on transaction: PostgresTransaction
    ) async throws -> (AppealStore.Row, TicketStore.Row) {
        let found = try await TicketStore.ticket(id, in: town.id, on: transaction)
        let number = try QueueAccess.require(found, by: actor).number
        guard let appeal = try await AppealStore.lock(number, in: town.id, on: transaction),
            let ticket = try await TicketStore.lock(id, in: town.id, on: transaction)
        else { throw ServiceError.notFound("ticket") }
        return (appeal, ticket)
    }

    private func requireNotLeased(_ ticket: TicketStore.Row, by actor: Actor, now: Date) throws(ServiceError) {
        guard let until = ticket.leasedUntil, until > now, ticket.leasedBy != actor.userID else { return }
        throw .conflict("\(ticket.leasedByLogin ?? "somebody") holds the ticket until \(until.ISO8601Format())")
    }

    private func move(
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

    private func nextOrganisation(
        _ code: String?,
        after ticket: TicketStore.Row,
        on transaction: PostgresTransaction
    ) async throws -> OrganisationID? {
        guard let code else { return nil }
        let found = try await CatalogueStore.lookUp(
            organisation: code,
            category: nil,
            in: town.id,
            on: transaction
        ).organisation
        guard let found else { throw ServiceError.invalid("organisation", "the town has no such organisation") }
        guard found != ticket.organisation else {
            throw ServiceError.invalid("organisation", "is the one that returns the ticket")
        }
        return found
    }

    private func view(_ id: TicketID, now: Date, on client: some PostgresClient) async throws -> TicketView {
        guard let ticket = try await TicketStore.ticket(id, in: town.id, on: client) else {
            throw ServiceError.notFound("ticket")
        }
        return TicketView(ticket, now: now)
    }
}
