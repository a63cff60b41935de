import Postgres
import Store

/// Where submitted appeals wait for the next batch, in order of arrival.
///
/// Natural batching: whatever waits while a batch is being stored becomes the next one. An idle server adds no wait,
/// a busy one no queue of transactions.
final class IntakeQueue: Sendable {
    struct Waiting: Sendable {
        let row: IntakeStore.Row
        let reply: CheckedContinuation<IntakeStore.Outcome, any Error>
    }

    private struct State {
        var waiting: [Waiting] = []
        var idle: [CheckedContinuation<[Waiting], Never>] = []
        var closed = false
    }

    private let state = Locked(State())
    private let batchLimit: Int
    private let waitingLimit: Int

    init(batchLimit: Int, waitingLimit: Int) {
        self.batchLimit = batchLimit
        self.waitingLimit = waitingLimit
    }

    /// Waits until the row is durably stored or refused. Throws ``ServiceError/unavailable(retryAfterSeconds:)`` when too
    /// many wait already or the server is stopping.
    func store(_ row: IntakeStore.Row) async throws -> IntakeStore.Outcome {
        try await withCheckedThrowingContinuation { reply in
            enum Action {
                case refuse
                case wait
                case hand([Waiting], to: CheckedContinuation<[Waiting], Never>)
            }
            let action: Action = state.withLock { state in
                guard !state.closed, state.waiting.count < waitingLimit else { return .refuse }
                let waiting = Waiting(row: row, reply: reply)
                guard let batcher = state.idle.popLast() else {
                    state.waiting.append(waiting)
                    return .wait
                }
                return .hand([waiting], to: batcher)
            }
            switch action {
            case .refuse: reply.resume(throwing: ServiceError.unavailable(retryAfterSeconds: 1))
            case .wait: break
            case .hand(let batch, let batcher): batcher.resume(returning: batch)
            }
        }
    }

    /// The next batch, once there is anything to store; empty when the queue is closed and nothing waits any more.
    func nextBatch() async -> [Waiting] {
        await withCheckedContinuation { batcher in
            let batch: [Waiting]? = state.withLock { state in
                guard state.waiting.isEmpty else {
                    let batch = Array(state.waiting.prefix(batchLimit))
                    state.waiting.removeFirst(batch.count)
                    return batch
                }
                guard !state.closed else { return [] }
                state.idle.append(batcher)
                return nil
            }
            if let batch { batcher.resume(returning: batch) }
        }
    }

    /// Takes nothing more in; what waits is still stored.
    func close() {
        let idle = state.withLock { state in
            state.closed = true
            defer { state.idle = [] }
            return state.idle
        }
        for batcher in idle { batcher.resume(returning: []) }
    }
}
