import Municipality
import Postgres
import Store

/// Allows one command at a time to move a town or abandon its move.
enum TownMoveLock {
    /// How long to wait for the lock. The lock of a killed command is released when the server notices.
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
                // Read again, because nobody else can change it now.
                guard let row = try await TownStateStore.find(town.code, on: connection) else {
                    throw ServiceError.notFound("municipality «\(code)»")
                }
                let result = try await body(row, connection)
                try await TownStateStore.unlock(town.id, on: connection)
                return result
            } catch {
                // Must happen even if this task is cancelled, because the connection returns to its pool.
                await Task { try? await TownStateStore.unlock(town.id, on: connection) }.value
                throw error
            }
        }
    }
}
