import Municipality
import Store

extension AppealCasework {
    /// Ends an appeal that needs no more work: its clocks stop and its open tickets are cancelled.
    func end(
        _ number: AppealNumber,
        as state: AppealState,
        note: String? = nil,
        by actor: Actor
    ) async throws -> AppealView {
        try await town.write(by: actor) { session in
            let appeal = try await locked(number, in: session)
            try await move(appeal, to: state, note: note, clocks: .stop, in: session)
            try await cancelTickets(of: appeal, in: session)
        }
        return try await appeals.view(of: number, by: actor)
    }

    func move(
        _ number: AppealNumber,
        to state: AppealState,
        note: String? = nil,
        answer: String? = nil,
        clocks: AppealStore.ClockEffect = .none,
        allTicketsFinished: Bool = false,
        by actor: Actor
    ) async throws -> AppealView {
        try await town.write(by: actor) { session in
            try await move(
                try await locked(number, in: session),
                to: state,
                note: note,
                answer: answer,
                clocks: clocks,
                allTicketsFinished: allTicketsFinished,
                in: session
            )
        }
        return try await appeals.view(of: number, by: actor)
    }

    /// Locks an appeal for the transaction.
    func locked(_ number: AppealNumber, in session: TownSession) async throws -> AppealStore.Row {
        guard let id = town.numbering.appeal(of: number), let appeal = try await AppealStore.lock(id, in: session)
        else {
            throw ServiceError.notFound("appeal")
        }
        return appeal
    }

    /// Moves an appeal that the session has locked, if the transition exists.
    func move(
        _ appeal: AppealStore.Row,
        to state: AppealState,
        kind: AppealEventKind? = nil,
        note: String? = nil,
        answer: String? = nil,
        clocks: AppealStore.ClockEffect = .none,
        allTicketsFinished: Bool = false,
        in session: TownSession
    ) async throws {
        guard appeal.state.exits.contains(state) else {
            throw ServiceError.conflict("the appeal is \(appeal.state.rawValue)")
        }
        let moved = try await AppealStore.move(
            appeal.id,
            from: appeal.state,
            to: state,
            kind: kind,
            note: note,
            answer: answer,
            clocks: clocks,
            allTicketsFinished: allTicketsFinished,
            in: session
        )
        guard !moved else { return }
        let open = allTicketsFinished ? try await TicketStore.open(of: appeal.id, in: session).count : 0
        throw ServiceError.conflict(
            open == 0
                ? "the appeal changed meanwhile" : "\(open) of its tickets \(open == 1 ? "is" : "are") still open"
        )
    }

    /// Cancels every open ticket of the appeal.
    func cancelTickets(of appeal: AppealStore.Row, note: String? = nil, in session: TownSession) async throws {
        try await moveTickets(of: appeal, from: TicketState.open, to: .cancelled, note: note, in: session)
    }

    /// Moves those of the appeal's tickets that are in one of the states.
    func moveTickets(
        of appeal: AppealStore.Row,
        from states: [TicketState],
        to state: TicketState,
        note: String? = nil,
        in session: TownSession
    ) async throws {
        let moved = try await TicketStore.move(ticketsOf: appeal.id, from: states, to: state, in: session)
        let paused = moved.filter { $0.from == .paused }.map(\.ticket.rawValue)
        if !paused.isEmpty { try await ClockPauseStore.end(of: .ticket, paused, in: session) }
        session.publish(
            moved.map {
                NewTicketEvent(
                    organisation: $0.organisation,
                    ticket: $0.ticket,
                    kind: TicketEventKind(state),
                    from: $0.from,
                    to: state,
                    note: note
                )
            }
        )
    }
}
