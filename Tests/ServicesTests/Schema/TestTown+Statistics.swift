import Postgres
import TownSupport

extension TestTown {
    /// Returns when the database's cumulative statistics are complete, because sessions report at their end.
    func settleStatistics() async throws {
        try await pool.withConnection { connection in
            let ended = try await connection.query(
                """
                SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
                """
            ).map { try $0.decode(Bool.self) }
            guard ended.allSatisfy({ $0 }) else { throw StatisticsNotSettled() }
            _ = try await connection.query("SELECT pg_stat_force_next_flush(), pg_stat_clear_snapshot()")
        }
    }

    struct StatisticsNotSettled: Error {}
}
