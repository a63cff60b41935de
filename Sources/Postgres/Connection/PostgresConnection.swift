import Synchronization

/// A connection borrowed from a pool. One task at a time may use it, and only until the closure that received it
/// returns; any other use throws `misuse`.
///
/// Session state (SET, temporary tables, advisory locks) stays with the connection afterwards; an open
/// transaction makes the pool drop it.
public final class PostgresConnection: PostgresClient {
    private let session: Session
    private let isBorrowed = Atomic<Bool>(true)

    init(_ session: Session) {
        self.session = session
    }

    /// Ends the use of the connection: the closure has returned.
    func end() {
        isBorrowed.store(false, ordering: .relaxed)
    }

    func borrowed() throws(PostgresError) -> Session {
        guard isBorrowed.load(ordering: .relaxed) else {
            throw PostgresError(.misuse, "the connection was used after its closure had returned")
        }
        return session
    }

    /// The server process, as `pg_backend_pid()` gives it.
    public var backendProcessID: Int32 { session.backendProcessID }

    public func query(_ sql: SQL) async throws -> PostgresRows {
        PostgresRows(try await borrowed().query(sql))
    }

    /// Runs statements in one round trip. Outside a transaction they form one: all or nothing. The
    /// first error is thrown and what follows it is not run.
    public func pipeline(_ statements: [SQL]) async throws -> [PostgresRows] {
        try await borrowed().run(statements).map(PostgresRows.init)
    }

    /// Runs one text of several statements, without parameters; results are dropped. For migrations.
    public func simple(_ sql: String) async throws {
        try await borrowed().simple(sql)
    }

    /// Runs a `COPY … FROM STDIN` whose data `body` writes. Returns the number of rows. When `body` throws, the COPY is
    /// rolled back and the error is thrown again.
    @discardableResult
    public func copyIn(_ sql: String, _ body: (CopyInWriter) async throws -> Void) async throws -> Int {
        try await borrowed().copyIn(sql, body)
    }

    /// Runs a `COPY … TO STDOUT`; `body` gets chunks of whole rows. When `body` throws, the COPY is cancelled and the
    /// error is thrown again.
    public func copyOut(_ sql: String, _ body: ([UInt8]) async throws -> Void) async throws {
        try await borrowed().copyOut(sql, body)
    }
}
