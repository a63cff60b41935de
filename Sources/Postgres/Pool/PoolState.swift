/// What a pool needs to know of a connection.
package protocol PooledConnection: Sendable {
    var id: UInt64 { get }
    /// When the connection has to be replaced.
    var expiry: ContinuousClock.Instant { get }
}

/// Decides which connection each task gets. A pure value: each event returns what to do once the lock is released.
///
/// Waiting tasks are served first in, first out. Idle connections are used last in, first out, so that connections that
/// are not needed stay idle and are closed after `idleTimeout`. After `failuresUntilOpen` failed attempts to connect
/// the circuit opens: for `openFor` no attempt is made, and tasks fail at once if no connection is open. The first
/// attempt after that decides whether the circuit opens again.
package struct PoolState<Connection: PooledConnection, Waiter> {
    package enum Action {
        case give(Connection, to: Waiter)
        case fail(Waiter, PostgresError)
        /// Its task was cancelled.
        case abandoned(Waiter)
        case connect(after: Duration)
        case close(Connection)
        /// `wakeUp` has to be called at that time.
        case wakeUp(at: ContinuousClock.Instant)
        /// All connections are gone after `close`.
        case finished
    }

    private struct Idle {
        let connection: Connection
        let since: ContinuousClock.Instant
    }

    private let limits: PoolLimits
    /// The most recently used last.
    private var idle: [Idle] = []
    /// For connections that a probe took: since when they had been idle, by id.
    private var probed: [UInt64: ContinuousClock.Instant] = [:]
    private var leased = 0
    private var connecting = 0
    private var waiters = WaiterQueue<Waiter>()
    /// The earliest `wakeUp` that was requested and has not come yet.
    private var timer: ContinuousClock.Instant?
    private var isClosed = false
    private var failures = 0
    private var lastFailure: PostgresError?
    private var openUntil: ContinuousClock.Instant?

    package init(_ limits: PoolLimits) {
        self.limits = limits
    }

    package var statistics: PoolStatistics {
        PoolStatistics(open: idle.count + leased, idle: idle.count, waiting: waiters.count)
    }

    /// An idle connection, if there is one. Expired connections are closed.
    /// - Parameter probing: whether the caller only checks that a connection is available.
    package mutating func take(
        probing: Bool = false,
        now: ContinuousClock.Instant
    ) -> (connection: Connection?, actions: [Action]) {
        var actions: [Action] = []
        while let last = idle.popLast() {
            guard last.connection.expiry > now else {
                actions.append(.close(last.connection))
                continue
            }
            leased += 1
            if probing { probed[last.connection.id] = last.since }
            return (last.connection, actions)
        }
        return (nil, actions)
    }

    /// Queues a task for which `take` found no connection.
    package mutating func wait(_ id: UInt64, _ waiter: Waiter, now: ContinuousClock.Instant) -> [Action] {
        if isClosed { return [.fail(waiter, PostgresError(.poolClosed, "the pool is closed"))] }
        let (connection, actions) = take(now: now)
        if let connection { return actions + [.give(connection, to: waiter)] }
        guard waiters.count < limits.maximumWaiting else {
            return actions + [.fail(waiter, PostgresError(.tooManyWaiting, "\(waiters.count) tasks already wait"))]
        }
        waiters.append(id, .init(waiter: waiter, deadline: now + limits.checkoutTimeout))
        return actions + progress(now: now)
    }

    /// Removes a task from the queue; `nil` when it is no longer there.
    package mutating func abandon(_ id: UInt64) -> Waiter? {
        waiters.remove(id)
    }

    /// A connection comes back, whether or not it can be used again.
    /// - Parameter probing: as in `take`. Probes keep no connection open: one that was idle continues to count as
    ///   idle, and one that was opened for the probe is closed, unless a task waits for it.
    package mutating func release(
        _ connection: Connection,
        reusable: Bool,
        probing: Bool = false,
        now: ContinuousClock.Instant
    ) -> [Action] {
        leased -= 1
        let since = probed.removeValue(forKey: connection.id)
        return receive(connection, reusable: reusable, idleSince: probing ? since : now, now: now)
    }

    package mutating func connected(_ connection: Connection, now: ContinuousClock.Instant) -> [Action] {
        connecting -= 1
        failures = 0
        openUntil = nil
        lastFailure = nil
        return receive(connection, reusable: true, idleSince: now, now: now)
    }

    package mutating func connectingFailed(_ error: PostgresError, now: ContinuousClock.Instant) -> [Action] {
        connecting -= 1
        failures += 1
        lastFailure = error
        if isClosed { return finishIfEmpty() }
        if failures >= limits.failuresUntilOpen { openUntil = now + limits.openFor }
        return progress(now: now)
    }

    /// The server ended a connection. A connection in use is reported again by `release`.
    package mutating func lost(_ id: UInt64) -> [Action] {
        guard let index = idle.firstIndex(where: { $0.connection.id == id }) else { return [] }
        return [.close(idle.remove(at: index).connection)]
    }

    /// Fails the tasks whose wait timed out, and closes connections that were idle for too long.
    package mutating func wakeUp(now: ContinuousClock.Instant) -> [Action] {
        if let due = timer, due <= now { timer = nil }
        var actions: [Action] = []
        while let deadline = waiters.nextDeadline, deadline <= now, let waiter = waiters.popFirst() {
            actions.append(.fail(waiter, checkoutTimeout))
        }
        while let end = idleEnd, end <= now { actions.append(.close(idle.removeFirst().connection)) }
        return actions + progress(now: now)
    }

    package mutating func close() -> [Action] {
        isClosed = true
        var actions = idle.map { Action.close($0.connection) }
        idle = []
        while let waiter = waiters.popFirst() {
            actions.append(.fail(waiter, PostgresError(.poolClosed, "the pool is closed")))
        }
        return actions + finishIfEmpty()
    }

    private mutating func receive(
        _ connection: Connection,
        reusable: Bool,
        idleSince: ContinuousClock.Instant?,
        now: ContinuousClock.Instant
    ) -> [Action] {
        if isClosed { return [.close(connection)] + finishIfEmpty() }
        guard reusable, connection.expiry > now else { return [.close(connection)] + progress(now: now) }
        if let waiter = waiters.popFirst() {
            leased += 1
            return [.give(connection, to: waiter)]
        }
        guard let idleSince else { return [.close(connection)] }
        let place = idle.lastIndex { $0.since <= idleSince }.map { $0 + 1 } ?? 0
        idle.insert(Idle(connection: connection, since: idleSince), at: place)
        return schedule(now: now)
    }

    /// When the longest idle connection is to be closed.
    private var idleEnd: ContinuousClock.Instant? {
        guard let timeout = limits.idleTimeout, let first = idle.first else { return nil }
        return first.since + timeout
    }

    /// Gives waiting tasks a connection or an early failure, or schedules the next check.
    private mutating func progress(now: ContinuousClock.Instant) -> [Action] {
        var actions: [Action] = []
        if isOpen(now), leased + idle.count + connecting == 0 {
            while let waiter = waiters.popFirst() { actions.append(.fail(waiter, circuitOpen)) }
        }
        return actions + connects(now: now) + schedule(now: now)
    }

    private func isOpen(_ now: ContinuousClock.Instant) -> Bool {
        openUntil.map { now < $0 } ?? false
    }

    /// Starts as many connections as tasks wait for and the size allows.
    private mutating func connects(now: ContinuousClock.Instant) -> [Action] {
        if isOpen(now) { return [] }
        let isProbing = failures >= limits.failuresUntilOpen
        let room = limits.size - idle.count - leased - connecting
        let attempts = max(0, min(waiters.count - connecting, room, isProbing ? 1 - connecting : room))
        connecting += attempts
        let delay = failures == 0 || isProbing ? .zero : limits.retryDelay * (1 << (failures - 1))
        return Array(repeating: .connect(after: delay), count: attempts)
    }

    /// The next wake-up: at the first deadline, when connecting may be tried again, or when an idle connection has to
    /// be closed.
    private mutating func schedule(now: ContinuousClock.Instant) -> [Action] {
        var next = idleEnd
        if let deadline = waiters.nextDeadline {
            next = min(next ?? deadline, deadline)
            if let openUntil, now < openUntil { next = min(next ?? openUntil, openUntil) }
        }
        guard let instant = next else { return [] }
        if let timer, timer <= instant { return [] }
        timer = instant
        return [.wakeUp(at: instant)]
    }

    private func finishIfEmpty() -> [Action] {
        leased + connecting == 0 ? [.finished] : []
    }

    private var circuitOpen: PostgresError {
        PostgresError(.circuitOpen, "no connection after \(failures) attempts: \(lastFailure?.message ?? "")")
    }

    private var checkoutTimeout: PostgresError {
        var message = "no connection became free within \(limits.checkoutTimeout)"
        message += " (\(leased) of \(limits.size) in use, \(waiters.count) more tasks waiting)"
        if let lastFailure { message += "; connecting failed: \(lastFailure.message)" }
        return PostgresError(.checkoutTimeout, message)
    }
}
