package import Postgres

extension Migrations {
    /// Applies what is pending, then grants the server's role what it needs. Callers at the same time wait for each other.
    ///
    /// - Parameters:
    ///   - serverRole: nothing is granted when it is nil or does not exist.
    ///   - connection: of the role that owns the schema, which need not be a superuser.
    /// - Returns: the steps applied now.
    package func up(
        grantingTo serverRole: String? = nil,
        on connection: PostgresConnection
    ) async throws -> [Migration] {
        try await lock(connection)
        do {
            let applied = try await applyPending(on: connection)
            if let serverRole { try await ServerRole.grant(to: serverRole, on: connection) }
            try await Self.restore(connection)
            return applied
        } catch {
            // The first error is reported. In a task of its own, because a cancelled migration must also release its
            // lock.
            _ = await Task { try? await Self.restore(connection) }.value
            throw error
        }
    }

    /// Waits by polling. A session that waits inside a statement has a snapshot, and CREATE INDEX CONCURRENTLY waits
    /// for every snapshot, so the two would wait for each other.
    private func lock(_ connection: PostgresConnection) async throws {
        while try await connection.query("SELECT pg_try_advisory_lock(\(Self.key))").only(Bool.self) == false {
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Restores the connection's original settings.
    private static func restore(_ connection: PostgresConnection) async throws {
        try await connection.simple("ROLLBACK; RESET lock_timeout; SELECT pg_advisory_unlock(\(key))")
    }

    private func applyPending(on connection: PostgresConnection) async throws -> [Migration] {
        try await connection.simple(
            """
            CREATE TABLE IF NOT EXISTS schema_migrations (
                version    integer     CONSTRAINT schema_migrations_pkey PRIMARY KEY,
                name       text        NOT NULL,
                checksum   text        NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now()
            )
            """
        )
        let states = try await status(on: connection)
        if let changed = states.first(where: { if case .changed = $0.state { true } else { false } }) {
            throw MigrationRefusal.changed(changed.step.name)
        }
        let pending = states.filter { $0.state == .pending }.map(\.step)
        for step in pending {
            do {
                try await apply(step, on: connection)
            } catch let error as PostgresError where error.sqlState == .lockNotAvailable {
                throw MigrationRefusal.locked(step.name, after: lockTimeout)
            }
        }
        return pending
    }

    private func apply(_ step: Migration, on connection: PostgresConnection) async throws {
        let limit = "SET lock_timeout = \(Int(lockTimeout / .milliseconds(1)))"
        let record = """
            INSERT INTO schema_migrations (version, name, checksum)
            VALUES (\(step.version), '\(step.name)', '\(step.checksum)')
            """
        guard step.runsOutsideTransaction else {
            try await connection.simple("BEGIN; \(limit);\n\(step.text)\n\(record); COMMIT")
            return
        }
        try await connection.simple(limit)
        for statement in StatementSplitter.statements(of: step.text) {
            try await connection.simple(statement)
        }
        let invalid = try await connection.query(
            "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid ORDER BY 1"
        )
        if let index = try invalid.first?.decode(String.self) {
            throw MigrationRefusal.invalidIndex(step.name, index: index)
        }
        try await connection.simple(record)
    }

    /// Held while migrating: "zems" in ASCII.
    private static let key: Int64 = 0x7A65_6D73
}
