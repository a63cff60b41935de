import Municipality
import Postgres
import Store

/// Lets one command at a time move a town or give its move up.
enum TownMoveLock {
    /// How long the lock is waited for: that of a command that was killed goes when the server notices.
    private static let patience = Duration.seconds(5)

    /// Runs `body` with the town's row and the connection that holds the lock, which is in no transaction.
    static func hold<Result: Sendable>(
        _ code: String,
        in database: Database,
        _ body: (TownStateStore.Row, PostgresConnection) async throws -> Result
    ) async throws -> Result {
        let town = try await Towns(database: database).select(code: code).municipality
        return try await database.perform { connection in
            let deadline = ContinuousClock.now + patience
            while try await !TownStateStore.lock(town.id, on: connection) {
                guard .now < deadline else {
                    throw ServiceError.conflict("another command is moving \(code) just now")
                }
                try await Task.sleep(for: .milliseconds(50))
            }
            do {
                // As it is now that nobody else changes it.
                guard let row = try await TownStateStore.find(town.code, on: connection) else {
                    throw ServiceError.notFound("municipality «\(code)»")
                }
                let result = try await body(row, connection)
                try await TownStateStore.unlock(town.id, on: connection)
                return result
            } catch {
                // Must happen although this task may be cancelled: the connection goes back to its pool.
                await Task { try? await TownStateStore.unlock(town.id, on: connection) }.value
                throw error
            }
        }
    }
}
