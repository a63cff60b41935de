import Foundation
import Municipality
import Store

extension TicketService {
    /// The locked rows that the effect of a step uses.
    struct Context {
        let appeal: AppealStore.Row
        let ticket: TicketStore.Row
        let session: TownSession

        func moveAppeal(to state: AppealState) async throws {
            guard try await AppealStore.move(appeal.id, from: appeal.state, to: state, in: session) else {
                throw ServiceError.conflict("the appeal changed meanwhile")
            }
        }
    }

    /// Moves a ticket from one state to another.
    /// - Parameters:
    ///   - kind: the kind of the event; nil for the event of the new state.
    ///   - takingOver: whether the caller becomes the assignee.
    func step(
        _ id: TicketID,
        from states: [TicketState],
        to state: TicketState,
        kind: TicketEventKind? = nil,
        note: String? = nil,
        details: String? = nil,
        takingOver: Bool = false,
        by actor: Actor,
        effects: (Context) async throws -> Void = { _ in }
    ) async throws -> TicketView {
        let kind = kind ?? TicketEventKind(state)
        try require(kind, by: actor)
        try await town.write(by: actor) { session in
            let (appeal, ticket) = try await lock(id, in: session)
            guard states.contains(ticket.state) else {
                throw ServiceError.conflict("the ticket is \(ticket.state.rawValue)")
            }
            try requireNotLeased(ticket, in: session)
            try await move(ticket, to: state, assignee: takingOver ? actor.userID : nil, in: session)
            try await effects(Context(appeal: appeal, ticket: ticket, session: session))
            session.publish([
                NewTicketEvent(
                    organisation: ticket.organisation,
                    ticket: id,
                    kind: kind,
                    from: ticket.state,
                    to: state,
                    note: note,
                    details: details
                )
            ])
        }
        return try await view(id, by: actor)
    }

    /// Stores an event without a change of state.
    func note(
        _ id: TicketID,
        kind: TicketEventKind,
        text: String?,
        by actor: Actor,
        effects: (Context) async throws -> Void = { _ in }
    ) async throws -> TicketView {
        try require(kind, by: actor)
        try await town.write(by: actor) { session in
            let (appeal, ticket) = try await lock(id, in: session)
            try await effects(Context(appeal: appeal, ticket: ticket, session: session))
            session.publish([
                NewTicketEvent(organisation: ticket.organisation, ticket: id, kind: kind, note: text)
            ])
        }
        return try await view(id, by: actor)
    }

    /// Throws unless the actor may cause such an event of a ticket.
    func require(_ kind: TicketEventKind, by actor: Actor) throws(ServiceError) {
        try actor.require(.workTickets)
        if case .link = actor, !TicketLink.steps.contains(kind) {
            throw .forbidden("a signed link is for accepting, starting, finishing and returning its ticket")
        }
    }

    /// Locks the ticket's appeal and then the ticket. All transactions use this order, so that they do not deadlock.
    func lock(_ id: TicketID, in session: TownSession) async throws -> (AppealStore.Row, TicketStore.Row) {
        let found = try await TicketStore.ticket(id, in: session)
        let appealID = try QueueAccess.require(found, id, by: session.actor).appeal
        guard let appeal = try await AppealStore.lock(appealID, in: session),
            let ticket = try await TicketStore.lock(id, in: session)
        else { throw ServiceError.notFound("ticket") }
        return (appeal, ticket)
    }

    func requireNotLeased(_ ticket: TicketStore.Row, in session: TownSession) throws(ServiceError) {
        guard let until = ticket.leasedUntil, until > session.now, ticket.leasedBy != session.actor.userID else {
            return
        }
        let holder = session.actor.isStaff ? ticket.leasedByLogin : nil
        throw .conflict("\(holder ?? "somebody") holds the ticket until \(until.ISO8601Format())")
    }

    func move(
        _ ticket: TicketStore.Row,
        to state: TicketState,
        assignee: UserID? = nil,
        in session: TownSession
    ) async throws {
        guard
            try await TicketStore.move(ticket.id, from: ticket.state, to: state, assignee: assignee, in: session)
        else { throw ServiceError.conflict("the ticket changed meanwhile") }
    }

    /// A ticket in its present state.
    func view(_ id: TicketID, by actor: Actor) async throws -> TicketView {
        try await town.read(by: actor) { session in
            guard let ticket = try await TicketStore.ticket(id, in: session) else {
                throw ServiceError.notFound("ticket")
            }
            let catalogue = try await town.catalogue(knowing: [ticket.category], in: session)
            return try TicketView(ticket, catalogue, now: session.now, for: actor)
        }
    }
}
