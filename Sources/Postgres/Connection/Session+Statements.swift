import Locking

extension Session {
    func query(_ sql: SQL, cancellable: Bool = true) async throws -> ResultHandle {
        guard let result = try await run([sql], cancellable: cancellable).last else {
            throw PostgresError(.connection, "no answer")
        }
        return result
    }

    /// Runs statements in one round trip; without a transaction already open they form one.
    func run(_ statements: [SQL], cancellable: Bool = true) async throws -> [ResultHandle] {
        guard !statements.isEmpty else { return [] }
        try Self.check(statements)
        var mayRetry = true
        while true {
            let plan = core.withLock { $0.statements.plan(statements) }
            let received = try await exchange(cancellable: cancellable) { $0.send(plan) }
            if plan.isSingleExecution, received.count == 1, received[0].status != .error { return received }
            let answer = plan.sort(received)
            core.withLock { $0.statements.settle(answer) }
            guard let error = answer.error else { return answer.results }
            guard mayRetry, forgetStale(answer.failed, error), transactionStatus == .idle else { throw error }
            mayRetry = false
        }
    }

    /// Several statements in one text, in the simple protocol; results are checked and dropped.
    func simple(_ text: String, cancellable: Bool = true) async throws {
        let results = try await exchange(cancellable: cancellable) { $0.sendSimple(text) ? ReplyCollector() : nil }
        if let failed = results.first(where: { $0.status == .error }) { throw PostgresError(result: failed) }
    }

    /// Ends an open transaction, in a cancelled task too. Should that fail, the pool drops the connection.
    func rollBack() async {
        switch transactionStatus {
        case .inTransaction, .inError: _ = try? await query("ROLLBACK", cancellable: false)
        case .idle, .active, .unknown: break
        }
    }

    private static func check(_ statements: [SQL]) throws(PostgresError) {
        for statement in statements {
            if let failure = statement.parameters.failure { throw failure }
            guard statement.parameters.count <= 65535 else {
                throw PostgresError(.encoding, "more than 65535 parameters")
            }
        }
    }

    /// Drops a cached statement that the server has dropped or whose result type has changed.
    private func forgetStale(_ step: StatementPlan.Step?, _ error: PostgresError) -> Bool {
        guard
            let step, !step.needsPreparing,
            error.sqlState == .featureNotSupported || error.sqlState == .invalidStatementName
        else { return false }
        core.withLock { $0.statements.remove(step.key) }
        return true
    }
}
