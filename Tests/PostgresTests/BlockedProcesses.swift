import Postgres

/// The server processes of this database that wait for a lock. Must not be called inside a transaction, where the
/// result never changes.
func blockedProcesses(_ client: some PostgresClient) async throws -> [Int32] {
    try await client.query(
        """
        SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'
        """
    ).decode()
}
