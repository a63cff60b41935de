import Locking

/// A transaction of a pool. One task at a time may use it, and only until the closure that received it returns.
public final class PostgresTransaction: PostgresClient {
    private let connection: PostgresConnection
    private let state: Locked<State>

    private struct State {
        /// Sent with the first statement, then `nil`.
        var begin: SQL?
        var last: [SQL] = []
        var committed: [@Sendable () -> Void] = []
    }

    init(_ session: Session, begin: SQL) {
        connection = PostgresConnection(session)
        state = Locked(State(begin: begin))
    }

    /// Runs the statements last, in one round trip with COMMIT, so that their locks are held only while the commit takes
    /// place. They run in the order of the calls. Their results are dropped.
    public func runLast(_ statements: [SQL]) {
        state.withLock { $0.last += statements }
    }

    /// Calls `action` after the commit, and not at all after a rollback. `action` has to be quick.
    public func afterCommit(_ action: @escaping @Sendable () -> Void) {
        state.withLock { $0.committed.append(action) }
    }

    /// What is to be sent with COMMIT: BEGIN too, when nothing was sent yet.
    func closing() -> [SQL] {
        state.withLock { state in
            state.last.isEmpty ? [] : (state.begin.take().map { [$0] } ?? []) + state.last
        }
    }

    func committed() {
        for action in state.withLock({ $0.committed }) { action() }
    }

    func end() { connection.end() }

    /// The server process, as `pg_backend_pid()` gives it.
    public var backendProcessID: Int32 { connection.backendProcessID }

    public func query(_ sql: SQL) async throws -> PostgresRows {
        guard let begin = takeBegin() else { return try await connection.query(sql) }
        let results = try await connection.borrowed().run([begin, sql])
        return PostgresRows(results[1])
    }

    /// Runs statements in one round trip; the first error is thrown and what follows it is not run.
    public func pipeline(_ statements: [SQL]) async throws -> [PostgresRows] {
        guard !statements.isEmpty, let begin = takeBegin() else { return try await connection.pipeline(statements) }
        return Array(try await connection.pipeline([begin] + statements).dropFirst())
    }

    /// See `PostgresConnection.simple`.
    public func simple(_ sql: String) async throws {
        try await beginNow()
        try await connection.simple(sql)
    }

    /// See `PostgresConnection.copyIn`.
    @discardableResult
    public func copyIn(_ sql: String, _ body: (CopyInWriter) async throws -> Void) async throws -> Int {
        try await beginNow()
        return try await connection.copyIn(sql, body)
    }

    /// See `PostgresConnection.copyOut`.
    public func copyOut(_ sql: String, _ body: ([UInt8]) async throws -> Void) async throws {
        try await beginNow()
        try await connection.copyOut(sql, body)
    }

    /// Runs `body` inside a savepoint: when it throws, its effects are undone and the transaction can continue.
    @discardableResult
    public func savepoint<Result>(_ body: (PostgresTransaction) async throws -> Result) async throws -> Result {
        let name = "p\(Identifier.next())"
        try await beginNow()
        try await connection.simple("SAVEPOINT \(name)")
        do {
            let result = try await body(self)
            try await connection.simple("RELEASE SAVEPOINT \(name)")
            return result
        } catch {
            try await connection.borrowed().simple(
                "ROLLBACK TO SAVEPOINT \(name); RELEASE SAVEPOINT \(name)",
                cancellable: false
            )
            throw error
        }
    }

    private func beginNow() async throws {
        guard let begin = takeBegin() else { return }
        _ = try await connection.query(begin)
    }

    private func takeBegin() -> SQL? {
        state.withLock { $0.begin.take() }
    }
}
