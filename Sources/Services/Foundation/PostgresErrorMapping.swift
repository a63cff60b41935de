import Logging
import Postgres
import Store

extension Database {
    /// Runs `body` on a connection of a pool, by default the common one. Throws
    /// ``ServiceError/unavailable(retryAfterSeconds:)`` when the database is lost or exhausted,
    /// ``ServiceError/takesNoWrites(retryAfterSeconds:)`` when the town moves or has moved, and
    /// ``ServiceError/outOfService(_:)`` when the database has no schema.
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

    /// Runs `body` in a transaction that reads and sees the database as it is at its first statement.
    func snapshot<Result: Sendable>(_ body: (PostgresTransaction) async throws -> Result) async throws -> Result {
        let options = TransactionOptions(isolation: .repeatableRead, readOnly: true)
        do {
            return try await pool.withTransaction(options, body)
        } catch let error as PostgresError {
            throw translated(error)
        }
    }

    /// The service's error for one of the database; the same error when the services have no other word for it.
    func translated(_ error: PostgresError) -> any Error {
        if error.constraint == TownSession.writesConstraint { return ServiceError.takesNoWrites(retryAfterSeconds: 5) }
        if error.sqlState == .undefinedTable {
            logger.error("table missing", metadata: ["error": "\(error)"])
            return ServiceError.outOfService("the database has no schema, or an old one: run `zemstvo migrate up`")
        }
        let unavailable: [PostgresError.Code] = [
            .connection, .checkoutTimeout, .tooManyWaiting, .circuitOpen, .poolClosed,
        ]
        guard error.isConnectionLoss || unavailable.contains(error.code) else { return error }
        logger.error("database unavailable", metadata: ["error": "\(error)"])
        return ServiceError.unavailable(retryAfterSeconds: 5)
    }
}
