import Postgres

/// The server processes of this database that wait for a lock. Not from inside a
/// transaction, which always sees the same.
func blockedProcesses(_ client: some PostgresClient) async throws -> [Int32] {
    try await client.query(
        """
        SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'
        """
    ).decode()
}
