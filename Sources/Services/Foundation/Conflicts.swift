import Postgres

/// Runs `body`; a broken constraint among those named is told as a conflict, in its own words.
func conflict<Result>(on constraints: [String: String], _ body: () async throws -> Result) async throws -> Result {
    do {
        return try await body()
    } catch let error as PostgresError {
        guard let message = error.constraint.flatMap({ constraints[$0] }) else { throw error }
        throw ServiceError.conflict(message)
    }
}
