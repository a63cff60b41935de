import Locking

extension Session {
    /// Called by the reactor when the socket can be read or written.
    func socketReady() {
        settle(core.withLock { core in readyOutcome(&core) })
    }

    private func readyOutcome(_ core: inout Core) -> Outcome {
        switch core.state.phase {
        case .lost, .operating(_, .copying):
            return Outcome()
        case .operating(_, .awaitingSocket):
            return Outcome(action: core.state.socketReady())
        case .idle, .operating(_, .awaitingReply), .operating(_, .awaitingCancellation):
            break
        }
        if core.interest == .readingAndWriting, core.handle.flush() == .done {
            watch(.reading, &core)
        }
        let alive = core.handle.consumeInput()
        var outcome = Outcome(action: receiveResults(&core))
        let isStuck = core.handle.isPipelining && !core.state.isAwaitingReply
        if wantsNotifications {
            while let notification = core.handle.nextNotification() { outcome.notifications.append(notification) }
        }
        if !alive || core.handle.isBad || isStuck {
            let loss = lose(PostgresError(.connection, core.handle.errorMessage), &core)
            outcome.loss = loss.loss
            if case .nothing = outcome.action { outcome.action = loss.action }
        }
        return outcome
    }

    /// Hands over every result that has arrived whole.
    func receiveResults(_ core: inout Core) -> SessionState.Action {
        var boundaries = 0
        while core.state.isAwaitingReply, !core.handle.isBusy {
            let result = core.handle.nextResult()
            boundaries = result == nil ? boundaries + 1 : 0
            if boundaries > 1 { break }  // libpq expects no more results: the connection is lost
            let action = core.state.receive(result)
            if core.state.isAwaitingReply { continue }
            if core.handle.isPipelining { _ = core.handle.exitPipeline() }
            if case .operating(_, .copying) = core.state.phase { watch(.nothing, &core) }
            return action
        }
        return .nothing
    }
}
