/// What runs statements: a pool, a connection or a transaction.
public protocol PostgresClient: Sendable {
    /// Runs one statement. When the task is cancelled the server is asked to stop, and
    /// `CancellationError` is thrown if it did.
    func query(_ sql: SQL) async throws -> PostgresRows
}

extension PostgresClient {
    /// Runs one statement for its effect. Returns the number of affected rows.
    @discardableResult
    public func execute(_ sql: SQL) async throws -> Int {
        try await query(sql).affected
    }
}
