package import Postgres

/// A transaction that is open in this database.
package struct OpenTransaction: Sendable, Hashable {
    let id: String
    package let process: Int32
    /// The client's application name.
    package let program: String

    /// The open transactions of all other clients. A transaction that is not among them began later and sees what was
    /// committed before.
    package static func all(on connection: PostgresConnection) async throws -> Set<OpenTransaction> {
        // A transaction holds the lock on its own virtual id from its beginning, before it has a snapshot or an id.
        let rows = try await connection.query(
            """
            SELECT held.virtualtransaction, held.pid, coalesce(activity.application_name, '')
            FROM pg_locks AS held JOIN pg_stat_activity AS activity USING (pid)
            WHERE held.locktype = 'virtualxid' AND held.mode = 'ExclusiveLock'
                AND activity.datname = current_database() AND activity.pid <> pg_backend_pid()
                -- The server's own processes, such as autovacuum, do not count.
                AND activity.usesysid IS NOT NULL
            """
        )
        return Set(
            try rows.map { row in
                var columns = row.columns
                let transaction = OpenTransaction(
                    id: try columns.next(),
                    process: try columns.next(),
                    program: try columns.next()
                )
                try columns.end()
                return transaction
            }
        )
    }
}
