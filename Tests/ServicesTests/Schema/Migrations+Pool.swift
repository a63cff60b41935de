import Postgres
import Store

extension Migrations {
    /// Applies what is pending and gives the names of the steps applied.
    func apply(on pool: PostgresPool) async throws -> [String] {
        try await pool.withConnection { try await up(on: $0).map(\.name) }
    }

    /// The SQLSTATE with which the server refuses what is pending; nil when it does not.
    func refusal(on pool: PostgresPool) async throws -> SQLState? {
        do {
            _ = try await apply(on: pool)
            return nil
        } catch let error as PostgresError {
            return error.sqlState
        }
    }
}
