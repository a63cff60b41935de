/// What a pool needs to know of a connection.
package protocol PooledConnection: Sendable {
    var id: UInt64 { get }
    /// From when on it is to be replaced.
    var expiry: ContinuousClock.Instant { get }
}

/// Which connection goes to whom. A pure value: each event returns what to do once the lock is released.
///
/// Waiting tasks are served first in, first out; idle connections are used last in, first out. After
/// `failuresUntilOpen` failed attempts to connect the circuit opens: for `openFor` nothing is
/// attempted, and without any connection open tasks fail at once. The first attempt after that
/// decides whether it opens again.
package struct PoolState<Connection: PooledConnection, Waiter> {
    package enum Action {
        case give(Connection, to: Waiter)
        case fail(Waiter, PostgresError)
        /// Its task was cancelled.
        case abandoned(Waiter)
        case connect(after: Duration)
        case close(Connection)
        /// Call `expireWaiters` then.
        case wakeUp(at: ContinuousClock.Instant)
        /// All connections are gone after `close`.
        case finished
    }

    private let limits: PoolLimits
    private var idle: [Connection] = []
    private var leased = 0
    private var connecting = 0
    private var waiters = WaiterQueue<Waiter>()
    /// The earliest `wakeUp` not yet heard of.
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

    /// An idle connection at once, if there is one; expired ones are closed on the way.
    package mutating func take(now: ContinuousClock.Instant) -> (connection: Connection?, actions: [Action]) {
        var actions: [Action] = []
        while let connection = idle.popLast() {
            guard connection.expiry > now else {
                actions.append(.close(connection))
                continue
            }
            leased += 1
            return (connection, actions)
        }
        return (nil, actions)
    }

    /// Queues a task for which `take` had nothing.
    package mutating func wait(_ id: UInt64, _ waiter: Waiter, now: ContinuousClock.Instant) -> [Action] {
        if isClosed { return [.fail(waiter, PostgresError(.poolClosed, "the pool is closed"))] }
        let (connection, actions) = take(now: now)
        if let connection { return actions + [.give(connection, to: waiter)] }
        guard waiters.count < limits.maximumWaiting else {
            return actions + [.fail(waiter, PostgresError(.tooManyWaiting, "\(waiters.count) tasks wait already"))]
        }
        waiters.append(id, .init(waiter: waiter, deadline: now + limits.checkoutTimeout))
        return actions + progress(now: now)
    }

    /// Takes a task out of the queue; `nil` when it is there no more.
    package mutating func abandon(_ id: UInt64) -> Waiter? {
        waiters.remove(id)
    }

    /// A connection comes back, fit for use again or not.
    package mutating func release(_ connection: Connection, reusable: Bool, now: ContinuousClock.Instant) -> [Action] {
        leased -= 1
        return receive(connection, reusable: reusable, now: now)
    }

    package mutating func connected(_ connection: Connection, now: ContinuousClock.Instant) -> [Action] {
        connecting -= 1
        failures = 0
        openUntil = nil
        lastFailure = nil
        return receive(connection, reusable: true, now: now)
    }

    package mutating func connectingFailed(_ error: PostgresError, now: ContinuousClock.Instant) -> [Action] {
        connecting -= 1
        failures += 1
        lastFailure = error
        if isClosed { return finishIfEmpty() }
        if failures >= limits.failuresUntilOpen { openUntil = now + limits.openFor }
        return progress(now: now)
    }

    /// The server ended a connection; one in use is reported again by `release`.
    package mutating func lost(_ id: UInt64) -> [Action] {
        guard let index = idle.firstIndex(where: { $0.id == id }) else { return [] }
        return [.close(idle.remove(at: index))]
    }

    /// Fails the tasks that have waited for too long.
    package mutating func expireWaiters(now: ContinuousClock.Instant) -> [Action] {
        if let due = timer, due <= now { timer = nil }
        var actions: [Action] = []
        while let deadline = waiters.nextDeadline, deadline <= now, let waiter = waiters.popFirst() {
            actions.append(.fail(waiter, checkoutTimeout))
        }
        return actions + progress(now: now)
    }

    package mutating func close() -> [Action] {
        isClosed = true
        var actions = idle.map { Action.close($0) }
        idle = []
        while let waiter = waiters.popFirst() {
            actions.append(.fail(waiter, PostgresError(.poolClosed, "the pool is closed")))
        }
        return actions + finishIfEmpty()
    }

    private mutating func receive(
        _ connection: Connection,
        reusable: Bool,
        now: ContinuousClock.Instant
    ) -> [Action] {
        if isClosed { return [.close(connection)] + finishIfEmpty() }
        guard reusable, connection.expiry > now else { return [.close(connection)] + progress(now: now) }
        if let waiter = waiters.popFirst() {
            leased += 1
            return [.give(connection, to: waiter)]
        }
        idle.append(connection)
        return []
    }

    /// Brings those who wait on: a connection, an early failure, or a look at them later.
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

    /// At the first deadline, or when connecting may be tried again.
    private mutating func schedule(now: ContinuousClock.Instant) -> [Action] {
        guard var instant = waiters.nextDeadline else { return [] }
        if let openUntil, now < openUntil { instant = min(instant, openUntil) }
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
