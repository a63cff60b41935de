extension PostgresPool {
    /// Runs `body` in a transaction, which is committed when `body` returns, and rolled back when it throws or
    /// the task is cancelled. BEGIN travels with the first statement.
    @discardableResult
    public func withTransaction<Result>(
        _ options: TransactionOptions = TransactionOptions(),
        _ body: (PostgresTransaction) async throws -> Result
    ) async throws -> Result {
        try await withSession { session in
            let transaction = PostgresTransaction(session, begin: options.begin)
            do {
                let result = try await body(transaction)
                try Task.checkCancellation()
                transaction.end()
                try await session.commit(after: transaction.closing())
                transaction.committed()
                return result
            } catch {
                transaction.end()
                await session.rollBack()
                throw error
            }
        }
    }

    /// Runs BEGIN, the statements and COMMIT in one round trip. Any failure rolls everything back.
    public func transaction(_ statements: [SQL]) async throws -> [PostgresRows] {
        guard !statements.isEmpty else { return [] }
        return try await withSession { session in
            do {
                let results = try await session.run(["BEGIN"] + statements + ["COMMIT"])
                return results.dropFirst().dropLast().map(PostgresRows.init)
            } catch {
                await session.rollBack()
                throw error
            }
        }
    }
}

extension Session {
    /// Runs the statements and commits, in one round trip, and in a cancelled task too, so that the outcome is known.
    fileprivate func commit(after statements: [SQL]) async throws {
        switch transactionStatus {
        case .idle where statements.isEmpty:
            return  // nothing was run
        case .inError:
            throw PostgresError(.misuse, "an error inside the transaction was not thrown to the caller; rolled back")
        case .idle, .inTransaction, .active, .unknown:
            _ = try await run(statements + ["COMMIT"], cancellable: false)
        }
    }
}
