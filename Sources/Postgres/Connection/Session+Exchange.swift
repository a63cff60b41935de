import Locking

extension Session {
    typealias Send = (borrowing ConnectionHandle) -> ReplyCollector?

    /// Sends something and waits for the whole answer, errors included. `id` names the operation; the same id again
    /// ends the COPY that it began.
    ///
    /// When the task is cancelled, the server is asked to stop, and `CancellationError` is thrown if it did. An
    /// exchange that is not `cancellable` runs to its end in a cancelled task too.
    func exchange(
        _ id: UInt64 = Identifier.next(),
        cancellable: Bool,
        _ send: Send
    ) async throws -> [ResultHandle] {
        let reply: Reply
        if cancellable {
            reply = await withTaskCancellationHandler {
                await start(id, cancellable: true, send)
            } onCancel: {
                cancel(id)
            }
        } else {
            reply = await start(id, cancellable: false, send)
        }
        switch reply {
        case .cancelled:
            throw CancellationError()
        case .failed(let error):
            throw error
        case .results(let results, let cancelRequested):
            if cancelRequested, results.contains(where: { $0.errorField(.sqlState) == SQLState.queryCanceled.rawValue })
            {
                throw CancellationError()
            }
            return results
        }
    }

    private func start(_ id: UInt64, cancellable: Bool, _ send: Send) async -> Reply {
        var refused: Reply?
        await withUnsafeContinuation { continuation in
            settle(
                core.withLock { core in
                    // Inside the lock: a cancellation from now on finds the operation.
                    if cancellable, Task.isCancelled {
                        refused = .cancelled
                        return Outcome(action: .resume(continuation))
                    }
                    if !core.state.isOperating(id), let refusal = core.state.refusal {
                        refused = .failed(refusal)
                        return Outcome(action: .resume(continuation))
                    }
                    core.state.begin(id, continuation)
                    guard let collector = send(core.handle) else { return sendingFailed(&core) }
                    core.state.collect(collector)
                    return flush(&core)
                }
            )
        }
        if let refused { return refused }
        return core.withLock { $0.state.takeReply(id) }
    }

    private func flush(_ core: inout Core) -> Outcome {
        switch core.handle.flush() {
        case .done: watch(.reading, &core)
        case .wouldBlock: watch(.readingAndWriting, &core)
        case .failed: return sendingFailed(&core)
        }
        // After a COPY the answer may have been read already.
        return Outcome(action: receiveResults(&core))
    }

    private func sendingFailed(_ core: inout Core) -> Outcome {
        lose(PostgresError(.connection, core.handle.errorMessage), &core)
    }

    /// Asks the server to stop operation `id`, on a thread of its own because that blocks.
    func cancel(_ id: UInt64) {
        let request: CancelHandle? = core.withLock { core in
            guard let request = core.handle.takeCancelHandle(), core.state.cancel(id) else { return nil }
            return request
        }
        guard let request else { return }
        BlockingThread.start { [self] in
            let delivered = request.send()
            settle(
                core.withLock { core in
                    guard delivered || !core.state.isOperating(id) else {
                        return lose(PostgresError(.connection, "cancel request could not be delivered"), &core)
                    }
                    return Outcome(action: core.state.cancelDelivered(id))
                }
            )
        }
    }
}
