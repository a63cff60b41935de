import ArgumentParser
import Services

extension Settings {
    /// Runs `body` with the database open.
    func withDatabase<Result>(
        poolSize: Int = 2,
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        try await lend(database(poolSize: poolSize), to: body)
    }

    /// Runs `body` with another database than the configured one open.
    func withDatabase<Result>(
        at url: String,
        poolSize: Int,
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        try await lend(Database(url: url, poolSize: poolSize, logger: logger), to: body)
    }

    /// Runs `body` with the database open as the owner of its schema.
    func withOwnersDatabase<Result>(_ body: (Database) async throws -> Result) async throws -> Result {
        try await lend(ownersDatabase(), to: body)
    }

    private func lend<Result>(
        _ database: Database,
        to body: (Database) async throws -> Result
    ) async throws -> Result {
        do {
            let result = try await body(database)
            await database.close()
            return result
        } catch {
            await database.close()
            throw error
        }
    }

    /// Runs `body` for the configured municipality, or the only one.
    func withTown<Result>(_ body: (Town) async throws -> Result) async throws -> Result {
        try await withDatabase { database in
            try await body(try await Towns(database: database).select(code: town))
        }
    }
}
