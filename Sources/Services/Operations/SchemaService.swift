public import Foundation
import Postgres
import Store

/// The database's schema.
public struct SchemaService: Sendable {
    let database: Database

    public init(database: Database) {
        self.database = database
    }

    public struct Step: Sendable {
        public enum State: String, CaseIterable, Sendable {
            case applied, pending
            /// Applied, but with a text that differs from this program's.
            case changed
        }

        public let name: String
        public let state: State
        public let appliedAt: Date?
    }

    public struct Outcome: Sendable {
        /// Names of the steps applied now.
        public let applied: [String]
        /// Whether the server's role exists. If so, it has the grants that it needs.
        public let hasServerRole: Bool
    }

    /// Applies what is pending and grants the server's role what it needs. Connects as the owner of the schema.
    public func migrate(serverRole: String) async throws -> Outcome {
        try await explaining { connection in
            Outcome(
                applied: try await Migrations.all.up(grantingTo: serverRole, on: connection).map(\.name),
                hasServerRole: try await ServerRole.exists(serverRole, on: connection)
            )
        }
    }

    public func status() async throws -> [Step] {
        try await explaining { connection in
            try await Migrations.all.status(on: connection).map { step, state in
                switch state {
                case .applied(let at): Step(name: step.name, state: .applied, appliedAt: at)
                case .pending: Step(name: step.name, state: .pending, appliedAt: nil)
                case .changed(let at): Step(name: step.name, state: .changed, appliedAt: at)
                }
            }
        }
    }

    private func explaining<Result: Sendable>(
        _ body: (PostgresConnection) async throws -> Result
    ) async throws -> Result {
        do {
            return try await database.perform(body)
        } catch let refusal as MigrationRefusal {
            throw ServiceError.conflict(refusal.description)
        }
    }
}
