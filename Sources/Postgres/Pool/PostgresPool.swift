import Locking
public import Logging

/// Connections shared by tasks. Tasks are served in the order in which they came.
///
/// Connections are opened when they are needed, at most `PostgresConfiguration.poolSize`. They are replaced when they
/// are lost or too old, and closed when they have been idle for `idleTimeout`.
public final class PostgresPool: PostgresClient {
    typealias State = PoolState<Session, Waiter>

    typealias Waiter = Handoff<Result<Session, any Error>>

    struct Core {
        var state: State
        var closing: [Handoff<Void>] = []
    }

    let configuration: PostgresConfiguration
    let logger: Logger
    let core: Locked<Core>

    public init(_ configuration: PostgresConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        var limits = PoolLimits(
            size: max(1, configuration.poolSize),
            maximumWaiting: configuration.maximumWaiting,
            checkoutTimeout: configuration.checkoutTimeout
        )
        limits.idleTimeout = configuration.idleTimeout
        core = Locked(Core(state: State(limits)))
    }

    deinit {
        for case .close(let session) in core.withLock({ $0.state.close() }) { session.close() }
    }

    public var statistics: PoolStatistics {
        core.withLock { $0.state.statistics }
    }

    public func query(_ sql: SQL) async throws -> PostgresRows {
        try await withSession { session in PostgresRows(try await session.query(sql)) }
    }

    /// Lends a connection to `body`.
    @discardableResult
    public func withConnection<Result>(
        _ body: (PostgresConnection) async throws -> Result
    ) async throws -> Result {
        try await withSession { session in
            let connection = PostgresConnection(session)
            defer { connection.end() }
            return try await body(connection)
        }
    }

    /// Lends a connection to check that one is available. Probes keep no connection open: one that was opened for the
    /// probe is closed, and one that was idle continues to count as idle.
    package func withProbe<Result>(
        _ body: (PostgresConnection) async throws -> Result
    ) async throws -> Result {
        let session = try await lease(probing: true)
        let connection = PostgresConnection(session)
        defer {
            connection.end()
            release(session, probing: true)
        }
        return try await body(connection)
    }

    /// Waits until every connection has come back and is closed. Tasks that wait for one fail with `poolClosed`.
    public func close() async {
        let closed = Handoff<Void>()
        let actions = core.withLock { core in
            core.closing.append(closed)
            return core.state.close()
        }
        perform(actions)
        await closed.take()
    }

    func withSession<Result>(_ body: (Session) async throws -> Result) async throws -> Result {
        let session = try await lease()
        defer { release(session) }
        return try await body(session)
    }
}
