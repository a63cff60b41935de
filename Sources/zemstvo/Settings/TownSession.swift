import ArgumentParser
import Services

extension Settings {
    /// Runs `body` with the database open.
    func withDatabase<Result>(
        poolSize: Int = 2,
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        let database = database(poolSize: poolSize)
        do {
            let result = try await body(database)
            await database.close()
            return result
        } catch {
            await database.close()
            throw error
        }
    }

    /// Runs `body` for the municipality that is named, or the only one.
    func withTown<Result>(_ body: (Town) async throws -> Result) async throws -> Result {
        try await withDatabase { database in
            try await body(try await Towns(database: database).select(code: town))
        }
    }
}
