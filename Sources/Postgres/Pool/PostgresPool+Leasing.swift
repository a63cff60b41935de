import Locking
import Logging

extension Session: PooledConnection {}

extension PostgresPool {
    func lease(probing: Bool = false) async throws -> Session {
        try Task.checkCancellation()
        let (session, actions) = core.withLock { $0.state.take(probing: probing, now: .now) }
        perform(actions)
        if let session { return session }
        let id = Identifier.next()
        let waiter = Waiter()
        return try await withTaskCancellationHandler {
            let actions: [State.Action] = core.withLock { core in
                // Inside the lock: a cancellation from now on finds the waiting task.
                Task.isCancelled ? [.abandoned(waiter)] : core.state.wait(id, waiter, now: .now)
            }
            perform(actions)
            return try await waiter.take().get()
        } onCancel: {
            core.withLock { $0.state.abandon(id) }?.put(.failure(CancellationError()))
        }
    }

    func release(_ session: Session, probing: Bool = false) {
        let reusable = session.isReusable
        perform(core.withLock { $0.state.release(session, reusable: reusable, probing: probing, now: .now) })
    }

    func perform(_ actions: [State.Action]) {
        for action in actions {
            switch action {
            case .give(let session, let waiter): waiter.put(.success(session))
            case .fail(let waiter, let error): waiter.put(.failure(error))
            case .abandoned(let waiter): waiter.put(.failure(CancellationError()))
            case .connect(let delay): connect(after: delay)
            case .close(let session): session.close()
            case .wakeUp(let instant): wakeUp(at: instant)
            case .finished:
                let closing = core.withLock { core in
                    defer { core.closing = [] }
                    return core.closing
                }
                for closed in closing { closed.put(()) }
            }
        }
    }

    private func connect(after delay: Duration) {
        let observer = Session.Observer(lost: { [weak self] session, error in self?.lost(session, error) })
        BlockingThread.start { [self] in
            BlockingThread.sleep(delay)
            do throws(PostgresError) {
                let session = try Session.connect(configuration, observer: observer)
                perform(core.withLock { $0.state.connected(session, now: .now) })
            } catch {
                logger.warning("postgres connection failed", metadata: ["error": "\(error)"])
                perform(core.withLock { $0.state.connectingFailed(error, now: .now) })
            }
        }
    }

    private func lost(_ session: Session, _ error: PostgresError) {
        logger.info("postgres connection lost", metadata: ["error": "\(error)"])
        perform(core.withLock { $0.state.lost(session.id) })
    }

    /// Not part of any task that waits, because one timer serves them all. It does not keep the pool alive.
    private func wakeUp(at instant: ContinuousClock.Instant) {
        Task { [weak self] in
            try? await Task.sleep(until: instant, clock: .continuous)
            guard let self else { return }
            perform(core.withLock { $0.state.wakeUp(now: .now) })
        }
    }
}
