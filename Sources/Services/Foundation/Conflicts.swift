import Postgres

/// Runs `body`. When it breaks one of the named constraints, throws a conflict with the message given for it.
func conflict<Result>(on constraints: [String: String], _ body: () async throws -> Result) async throws -> Result {
    do {
        return try await body()
    } catch let error as PostgresError {
        guard let message = error.constraint.flatMap({ constraints[$0] }) else { throw error }
        throw ServiceError.conflict(message)
    }
}
