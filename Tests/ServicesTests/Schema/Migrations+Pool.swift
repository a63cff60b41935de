import Postgres
import Store

extension Migrations {
    /// Applies what is pending and returns the names of the applied steps.
    func apply(on pool: PostgresPool) async throws -> [String] {
        try await pool.withConnection { try await up(on: $0).map(\.name) }
    }

    /// The SQLSTATE of the error with which applying fails; nil when it does not.
    func refusal(on pool: PostgresPool) async throws -> SQLState? {
        do {
            _ = try await apply(on: pool)
            return nil
        } catch let error as PostgresError {
            return error.sqlState
        }
    }
}
