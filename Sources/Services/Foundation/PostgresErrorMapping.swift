import Logging
import Postgres
import Store

extension Database {
    /// Runs `body` on a connection of a pool, the common one unless told. A lost or exhausted database is
    /// ``ServiceError/unavailable(retryAfterSeconds:)``, and so is a town that takes no writes because it moves.
    func perform<Result: Sendable>(
        on pool: PostgresPool? = nil,
        _ body: (PostgresConnection) async throws -> Result
    ) async throws -> Result {
        do {
            return try await (pool ?? self.pool).withConnection(body)
        } catch let error as PostgresError {
            throw translated(error)
        }
    }

    /// Runs `body` in one transaction; nothing of it stays when it throws.
    func transaction<Result: Sendable>(
        _ body: (PostgresTransaction) async throws -> Result
    ) async throws -> Result {
        do {
            return try await pool.withTransaction { transaction in try await body(transaction) }
        } catch let error as PostgresError {
            throw translated(error)
        }
    }

    func translated(_ error: PostgresError) -> any Error {
        if error.constraint == TownSession.writesConstraint { return ServiceError.unavailable(retryAfterSeconds: 5) }
        let unavailable: [PostgresError.Code] = [
            .connection, .checkoutTimeout, .tooManyWaiting, .circuitOpen, .poolClosed,
        ]
        guard error.isConnectionLoss || unavailable.contains(error.code) else { return error }
        logger.error("database unavailable", metadata: ["error": "\(error)"])
        return ServiceError.unavailable(retryAfterSeconds: 5)
    }
}
