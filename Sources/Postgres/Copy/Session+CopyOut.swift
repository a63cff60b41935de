extension Session {
    private static var chunk: Int { 64 * 1024 }

    func copyOut(_ sql: String, _ body: ([UInt8]) async throws -> Void) async throws {
        let operation = Identifier.next()
        try await startCopy(operation, sql, expecting: .copyOut)
        do {
            var isLast = false
            while !isLast {
                let rows: [UInt8]
                (rows, isLast) = try await receiveCopyData(operation, cancellable: true)
                if !rows.isEmpty { try await body(rows) }
                try Task.checkCancellation()
            }
        } catch {
            await abandonCopyOut(operation)
            throw error
        }
        _ = try await finishCopy(operation, cancellable: true) { _ in ReplyCollector() }
    }

    /// Whole rows of about one chunk, and whether the server has sent all of them.
    private func receiveCopyData(
        _ operation: UInt64,
        cancellable: Bool
    ) async throws(PostgresError) -> (rows: [UInt8], isLast: Bool) {
        var rows: [UInt8] = []
        while rows.count < Self.chunk {
            switch try copying(operation, { handle in handle.readCopyData(into: &rows) }) {
            case .row: continue
            case .wouldBlock where rows.isEmpty:
                try await awaitSocket(operation, .readingOnce, cancellable: cancellable)
            case .wouldBlock: return (rows, false)
            case .end: return (rows, true)
            case .failed: throw PostgresError(.connection, "connection lost during COPY")
            }
        }
        return (rows, false)
    }

    /// Asks the server to stop and reads what it had already sent. A failure shows in the session's state.
    func abandonCopyOut(_ operation: UInt64) async {
        cancel(operation)
        while case let received? = try? await receiveCopyData(operation, cancellable: false), !received.isLast {}
        _ = try? await finishCopy(operation, cancellable: false) { _ in ReplyCollector() }
    }
}
