import Locking

/// One connection to the server: the calling task sends, the reactor receives and resumes it.
///
/// The `PGconn` is finished when the last reference is released. The reactor holds a reference while it watches the
/// socket, so a watched descriptor is never closed.
final class Session: Sendable {
    struct Core: ~Copyable {
        let handle: ConnectionHandle
        var state = SessionState()
        var statements = StatementCache()
        var interest = Interest.reading
    }

    /// What to do after unlocking.
    struct Outcome {
        var action = SessionState.Action.nothing
        var loss: PostgresError?
        var notifications: [PostgresNotification] = []
    }

    /// Called on the reactor's thread; must not block.
    struct Observer: Sendable {
        var lost: @Sendable (Session, PostgresError) -> Void = { _, _ in }
        var notified: (@Sendable (PostgresNotification) -> Void)?
    }

    let id = Identifier.next()
    let socket: Int32
    let backendProcessID: Int32
    let expiry: ContinuousClock.Instant
    let core: Locked<Core>
    private let observer: Observer

    private init(_ handle: consuming sending ConnectionHandle, expiry: ContinuousClock.Instant, observer: Observer) {
        socket = handle.descriptor
        backendProcessID = handle.backendProcessID
        self.expiry = expiry
        self.observer = observer
        core = Locked(Core(handle: handle))
    }

    /// Connects; blocks, so only on a `BlockingThread`.
    static func connect(
        _ configuration: PostgresConfiguration,
        observer: Observer = Observer()
    ) throws(PostgresError) -> Session {
        let handle = try ConnectionHandle.connect(configuration)
        let lifetime = configuration.maximumLifetime * Double.random(in: 0.9...1.1)
        let session = Session(handle, expiry: .now + lifetime, observer: observer)
        try Reactor.shared.add(session)
        return session
    }

    /// Nothing is running and no transaction is open.
    var isReusable: Bool {
        core.withLock { $0.state.refusal == nil && $0.handle.transactionStatus == .idle }
    }

    var transactionStatus: ConnectionHandle.TransactionStatus {
        core.withLock { $0.handle.transactionStatus }
    }

    /// Stops watching. The connection is finished when its last user releases it.
    func close() {
        let action = core.withLock { $0.state.lose(PostgresError(.misuse, "connection closed")) }
        Reactor.shared.remove(self)
        action.perform()
    }

    /// Performs what a locked section decided.
    func settle(_ outcome: Outcome) {
        if let loss = outcome.loss {
            Reactor.shared.remove(self)
            observer.lost(self, loss)
        }
        outcome.action.perform()
        if let notified = observer.notified {
            for notification in outcome.notifications { notified(notification) }
        }
    }

    func watch(_ interest: Interest, _ core: inout Core) {
        guard core.interest != interest || interest.isOnce else { return }
        core.interest = interest
        Reactor.shared.update(self, interest)
    }

    func lose(_ error: PostgresError, _ core: inout Core) -> Outcome {
        if case .lost = core.state.phase { return Outcome() }
        return Outcome(action: core.state.lose(error), loss: error)
    }

    var wantsNotifications: Bool { observer.notified != nil }
}
