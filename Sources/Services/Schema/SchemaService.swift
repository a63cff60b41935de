public import Foundation
import Postgres
import Store

/// The database's schema.
public struct SchemaService: Sendable {
    let database: Database

    public init(database: Database) {
        self.database = database
    }

    public struct Step: Encodable, Sendable {
        public enum State: String, Encodable, Sendable {
            case applied, pending
            /// Applied, but with another text than this program's.
            case changed
        }

        public let name: String
        public let state: State
        public let appliedAt: Date?

        enum CodingKeys: String, CodingKey {
            case name, state
            case appliedAt = "applied_at"
        }
    }

    /// Applies what is pending.
    /// - Returns: names of the steps applied now.
    public func migrate() async throws -> [String] {
        try await telling { connection in
            try await Migrations.all.up(on: connection).map(\.name)
        }
    }

    public func status() async throws -> [Step] {
        try await telling { connection in
            try await Migrations.all.status(on: connection).map { step, state in
                switch state {
                case .applied(let at): Step(name: step.name, state: .applied, appliedAt: at)
                case .pending: Step(name: step.name, state: .pending, appliedAt: nil)
                case .changed(let at): Step(name: step.name, state: .changed, appliedAt: at)
                }
            }
        }
    }

    private func telling<Result: Sendable>(
        _ body: (PostgresConnection) async throws -> Result
    ) async throws -> Result {
        do {
            return try await database.perform(body)
        } catch let refusal as MigrationRefusal {
            throw ServiceError.conflict(refusal.description)
        }
    }
}
