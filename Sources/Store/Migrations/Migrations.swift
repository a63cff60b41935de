package import Foundation
package import Postgres
import SQLResources

/// The steps of the schema, and which of them a database has.
package struct Migrations: Sendable {
    package let steps: [Migration]
    /// How long a step waits for a lock before it gives up.
    let lockTimeout: Duration

    package init(steps: [Migration], lockTimeout: Duration = .seconds(5)) {
        self.steps = steps
        self.lockTimeout = lockTimeout
    }

    /// The steps of this program.
    package static let all = Migrations(
        steps: SQLResources.migrations.enumerated().map { index, file in
            Migration(version: Int32(index + 1), name: file.name, text: file.text)
        }
    )

    package enum State: Sendable, Hashable {
        case applied(Date)
        case pending
        /// Applied, but with a text that differs from this program's.
        case changed(Date)
    }

    /// Every step of this program with its state in the database.
    package func status(on client: some PostgresClient) async throws -> [(step: Migration, state: State)] {
        let exists =
            try await client.query("SELECT to_regclass('schema_migrations') IS NOT NULL")
            .first?.decode(Bool.self) ?? false
        var applied: [Int32: (checksum: String, at: Date)] = [:]
        if exists {
            for row in try await client.query("SELECT version, checksum, applied_at FROM schema_migrations") {
                var columns = row.columns
                let version: Int32 = try columns.next()
                applied[version] = (try columns.next(), try columns.next())
                try columns.end()
            }
        }
        if let newest = applied.keys.max(), newest > steps.count {
            throw MigrationRefusal.newerDatabase(version: newest)
        }
        return steps.map { step in
            guard let (checksum, at) = applied[step.version] else { return (step, .pending) }
            return (step, checksum == step.checksum ? .applied(at) : .changed(at))
        }
    }

    /// The steps that the database lacks or has with a different text.
    package func pending(on client: some PostgresClient) async throws -> [Migration] {
        try await status(on: client).compactMap { if case .applied = $0.state { nil } else { $0.step } }
    }
}
