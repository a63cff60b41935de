import Locking
import Logging
import Postgres
import Store

/// Whether this process can serve.
public struct Health: Sendable {
    public enum Status: String, CaseIterable, Sendable {
        case ok, unavailable
    }

    public enum Migrations: String, CaseIterable, Sendable {
        case current, pending, unknown
    }

    public let status: Status
    /// Whether the database answers and takes writes.
    public let database: Bool
    /// Whether the database has this program's schema.
    public let migrations: Migrations
}

/// The answer for a load balancer: this process can serve when both of its pools provide a connection soon, the
/// database has its schema, and a write through the intake connections is durable.
///
/// Any number of callers share one check. It takes at most one connection of each pool, and keeps none open.
public final class HealthService: Sendable {
    private let database: Database
    private let patience: Duration
    private let state = Locked(State())

    private struct State {
        var isLooking = false
        var waiting: [CheckedContinuation<Health?, Never>] = []
    }

    /// - Parameter patience: maximum wait for a connection and for an answer.
    public init(database: Database, patience: Duration = .seconds(2)) {
        self.database = database
        self.patience = patience
    }

    /// Checks the database; never throws.
    public func check() async -> Health {
        if let health = await found() { return health }
        let health = await look()
        let waiting = state.withLock { state in
            defer { state = State() }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: health) }
        return health
    }

    /// The result of the check in progress; begins one and returns nil when there is none.
    private func found() async -> Health? {
        await withCheckedContinuation { continuation in
            let begins = state.withLock { state in
                defer { state.isLooking = true }
                if state.isLooking { state.waiting.append(continuation) }
                return !state.isLooking
            }
            if begins { continuation.resume(returning: nil) }
        }
    }

    private func look() async -> Health {
        do {
            return try await withThrowingTaskGroup(of: Health.self) { group in
                group.addTask { try await self.ask() }
                group.addTask {
                    try await Task.sleep(for: self.patience)
                    throw ServiceError.unavailable(retryAfterSeconds: 1)
                }
                defer { group.cancelAll() }
                return try await group.next() ?? .unreachable
            }
        } catch {
            database.logger.warning("health: the database cannot be used", metadata: ["error": "\(error)"])
            return .unreachable
        }
    }

    private func ask() async throws -> Health {
        let pending = try await database.pool.withProbe { connection in
            try await Migrations.all.pending(on: connection)
        }
        guard pending.isEmpty else { return Health(status: .unavailable, database: true, migrations: .pending) }
        try await database.intakePool.withProbe { connection in
            try await HeartbeatStore.beat(within: patience, on: connection)
        }
        return Health(status: .ok, database: true, migrations: .current)
    }
}

extension Health {
    fileprivate static let unreachable = Health(status: .unavailable, database: false, migrations: .unknown)
}
