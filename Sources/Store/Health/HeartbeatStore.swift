package import Postgres

/// A row that servers write to check that the database takes writes.
package enum HeartbeatStore {
    /// Writes durably, or throws. No statement waits longer than `patience`.
    package static func beat(within patience: Duration, on connection: PostgresConnection) async throws {
        let milliseconds = Int(patience / .milliseconds(1))
        _ = try await connection.pipeline([
            "SELECT set_config('statement_timeout', \(String(milliseconds)), true)",
            """
            INSERT INTO heartbeats AS h (name, beat_at) VALUES ('health', now())
            ON CONFLICT ON CONSTRAINT heartbeats_pkey DO UPDATE SET beat_at = now()
            """,
        ])
    }
}
