extension Session {
    func copyIn(_ sql: String, _ body: (CopyInWriter) async throws -> Void) async throws -> Int {
        let operation = Identifier.next()
        try await startCopy(operation, sql, expecting: .copyIn)
        let writer = CopyInWriter(self, operation: operation)
        do {
            try await body(writer)
            try await writer.finish()
            try Task.checkCancellation()
        } catch {
            await endCopyIn(operation, failing: "given up by the client")
            throw error
        }
        return try await finishCopy(operation, cancellable: true) { handle in
            handle.putCopyEnd(failing: nil) ? ReplyCollector() : nil
        }
    }

    /// Queues data; waits while the socket accepts no more.
    func sendCopyData(_ operation: UInt64, _ data: [UInt8]) async throws {
        try Task.checkCancellation()
        var flush = try copying(operation) { handle in
            data.withUnsafeBytes { handle.putCopyData($0) } ? handle.flush() : .failed
        }
        while flush == .wouldBlock {
            try await awaitSocket(operation, .writingOnce, cancellable: true)
            try Task.checkCancellation()
            flush = try copying(operation) { $0.flush() }
        }
        if flush == .failed { throw PostgresError(.connection, "connection lost during COPY") }
    }

    /// Makes the server roll the COPY back.
    func endCopyIn(_ operation: UInt64, failing reason: String) async {
        _ = try? await finishCopy(operation, cancellable: false) { handle in
            handle.putCopyEnd(failing: reason) ? ReplyCollector() : nil
        }
    }
}
