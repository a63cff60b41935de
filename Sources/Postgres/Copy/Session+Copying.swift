import Locking

extension Session {
    /// Begins a COPY. Any other statement runs to its end and is reported as an error.
    func startCopy(_ operation: UInt64, _ sql: String, expecting status: ResultHandle.Status) async throws {
        let results = try await exchange(operation, cancellable: true) { $0.sendSimple(sql) ? ReplyCollector() : nil }
        guard let result = results.last, result.status != status else { return }
        switch result.status {
        case .error: throw PostgresError(result: result)
        case .copyIn: await endCopyIn(operation, failing: "unexpected")
        case .copyOut: await abandonCopyOut(operation)
        default: break
        }
        throw PostgresError(.copy, "the statement began no COPY of the expected direction")
    }

    /// Uses the connection while the COPY is in progress.
    func copying<Result>(
        _ operation: UInt64,
        _ body: (borrowing ConnectionHandle) -> Result
    ) throws(PostgresError) -> Result {
        try core.withLock { core throws(PostgresError) in
            guard core.state.isCopying(operation) else {
                throw core.state.refusal ?? PostgresError(.misuse, "the COPY has ended")
            }
            return body(core.handle)
        }
    }

    /// Waits until the socket is ready, then reads what it holds; or until the connection is lost.
    func awaitSocket(_ operation: UInt64, _ interest: Interest, cancellable: Bool) async throws(PostgresError) {
        if cancellable {
            await withTaskCancellationHandler {
                await ready(operation, interest)
            } onCancel: {
                cancel(operation)
            }
        } else {
            await ready(operation, interest)
        }
        let alive = try copying(operation) { $0.consumeInput() }
        guard !alive else { return }
        settle(core.withLock { core in lose(PostgresError(.connection, core.handle.errorMessage), &core) })
        throw PostgresError(.connection, "connection lost during COPY")
    }

    private func ready(_ operation: UInt64, _ interest: Interest) async {
        await withUnsafeContinuation { continuation in
            let action: SessionState.Action = core.withLock { core in
                guard core.state.awaitSocket(operation, continuation) else { return .resume(continuation) }
                watch(interest, &core)
                return .nothing
            }
            action.perform()
        }
    }

    /// The last exchange of a COPY; the number of rows.
    func finishCopy(_ operation: UInt64, cancellable: Bool, _ send: Send) async throws -> Int {
        let results = try await exchange(operation, cancellable: cancellable, send)
        if let failed = results.first(where: { $0.status == .error }) { throw PostgresError(result: failed) }
        return results.first?.affected ?? 0
    }
}
