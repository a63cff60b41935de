import Postgres
import Store

/// Whether this process can serve.
public struct Health: Sendable {
    public enum Status: String, CaseIterable, Sendable {
        case ok, unavailable
    }

    public enum Migrations: String, CaseIterable, Sendable {
        case current, pending, unknown
    }

    public let status: Status
    /// Whether the database answers.
    public let database: Bool
    /// Whether the database has the schema of this program.
    public let migrations: Migrations
}

/// The truth for a load balancer.
public struct HealthService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// Asks the database; never throws.
    public func check() async -> Health {
        do {
            let pending = try await town.database.perform { connection in
                try await Migrations.all.pending(on: connection)
            }
            return Health(
                status: pending.isEmpty ? .ok : .unavailable,
                database: true,
                migrations: pending.isEmpty ? .current : .pending
            )
        } catch {
            return Health(status: .unavailable, database: false, migrations: .unknown)
        }
    }
}
