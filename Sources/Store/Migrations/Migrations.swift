package import Foundation
package import Postgres
import SQLResources

/// The steps of the schema, and which of them a database has.
package struct Migrations: Sendable {
    package let steps: [Migration]

    /// The steps of this program.
    package static let all = Migrations(
        steps: SQLResources.migrations.enumerated().map { index, file in
            Migration(version: Int32(index + 1), name: file.name, text: file.text)
        }
    )

    package enum State: Sendable, Hashable {
        case applied(Date)
        case pending
        /// Applied, but with another text than this program's.
        case changed(Date)
    }

    package enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        /// The database has a step with another text than this program's.
        case changed(String)
        /// The database has steps that this program does not know: it is older than the database.
        case newerDatabase(version: Int32)

        package var description: String {
            switch self {
            case .changed(let name): "migration \(name) was applied with another text"
            case .newerDatabase(let version):
                "the database has migration \(version), which this program is too old to know"
            }
        }
    }

    /// Applies what is pending, each step in a transaction of its own. Callers at the same time wait for each other.
    ///
    /// - Returns: the steps applied now.
    package func up(on connection: PostgresConnection) async throws -> [Migration] {
        try await connection.execute("SELECT pg_advisory_lock(\(Self.lock))")
        do {
            let applied = try await applyPending(on: connection)
            try await connection.execute("SELECT pg_advisory_unlock(\(Self.lock))")
            return applied
        } catch {
            // The first error counts; a connection that cannot unlock is not used again, which ends the lock as well.
            _ = try? await connection.execute("SELECT pg_advisory_unlock(\(Self.lock))")
            throw error
        }
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
            throw Refusal.changed(changed.step.name)
        }
        let pending = states.filter { $0.state == .pending }.map(\.step)
        for step in pending {
            try await connection.simple(
                """
                BEGIN;
                \(step.text)
                INSERT INTO schema_migrations (version, name, checksum)
                VALUES (\(step.version), '\(step.name)', '\(step.checksum)');
                COMMIT
                """
            )
        }
        return pending
    }

    /// Every step of this program with its state in the database.
    package func status(on client: some PostgresClient) async throws -> [(step: Migration, state: State)] {
        let exists =
            try await client.query("SELECT to_regclass('schema_migrations') IS NOT NULL")
            .first?.decode(Bool.self) ?? false
        var applied: [Int32: (checksum: String, at: Date)] = [:]
        if exists {
            for row in try await client.query("SELECT version, checksum, applied_at FROM schema_migrations") {
                let (version, checksum, at) = try row.decode((Int32, String, Date).self)
                applied[version] = (checksum, at)
            }
        }
        if let newest = applied.keys.max(), newest > steps.count {
            throw Refusal.newerDatabase(version: newest)
        }
        return steps.map { step in
            guard let (checksum, at) = applied[step.version] else { return (step, .pending) }
            return (step, checksum == step.checksum ? .applied(at) : .changed(at))
        }
    }

    /// The steps that the database lacks or has with another text.
    package func pending(on client: some PostgresClient) async throws -> [Migration] {
        try await status(on: client).compactMap { if case .applied = $0.state { nil } else { $0.step } }
    }

    /// Held while migrating: "zems" in ASCII.
    private static let lock: Int64 = 0x7A65_6D73
}
