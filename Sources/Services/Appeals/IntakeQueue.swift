import Locking
import Municipality
import Postgres
import Store

/// Where submitted appeals wait for the next batch, in order of arrival.
///
/// Natural batching: whatever waits while a batch is being stored becomes the next one. An idle server adds no wait,
/// a busy one no queue of transactions. A second batch is begun beside another only when enough waits for it, since a
/// statement costs almost the same for one appeal as for many.
final class IntakeQueue: Sendable {
    struct Waiting: Sendable {
        let entry: IntakeStore.NewEntry
        let reply: CheckedContinuation<Reply, any Error>
    }

    /// What became of an appeal, with the number it has if it was stored.
    struct Reply: Sendable {
        let number: AppealNumber
        let outcome: IntakeStore.Outcome
    }

    private struct State {
        var waiting: [Waiting] = []
        var idle: [CheckedContinuation<[Waiting], Never>] = []
        /// Batches handed out and not stored yet.
        var storing = 0
        var closed = false
    }

    private let state = Locked(State())
    private let batchLimit: Int
    private let besideLimit: Int
    private let waitingLimit: Int

    /// - Parameters:
    ///   - batchLimit: appeals of a batch at most.
    ///   - besideLimit: appeals that must wait for a batch to be begun while another is being stored.
    ///   - waitingLimit: appeals that may wait at most.
    init(batchLimit: Int, besideLimit: Int, waitingLimit: Int) {
        self.batchLimit = batchLimit
        self.besideLimit = besideLimit
        self.waitingLimit = waitingLimit
    }

    /// Waits until the appeal is durably stored or refused. Throws ``ServiceError/unavailable(retryAfterSeconds:)`` when too
    /// many wait already or the server is stopping.
    func store(_ entry: IntakeStore.NewEntry) async throws -> Reply {
        try await withCheckedThrowingContinuation { reply in
            enum Action {
                case refuse
                case wait
                case hand([Waiting], to: CheckedContinuation<[Waiting], Never>)
            }
            let action: Action = state.withLock { state in
                guard !state.closed, state.waiting.count < waitingLimit else { return .refuse }
                state.waiting.append(Waiting(entry: entry, reply: reply))
                guard !state.idle.isEmpty, let batch = takeBatch(from: &state) else { return .wait }
                return .hand(batch, to: state.idle.removeLast())
            }
            switch action {
            case .refuse: reply.resume(throwing: ServiceError.unavailable(retryAfterSeconds: 1))
            case .wait: break
            case .hand(let batch, let batcher): batcher.resume(returning: batch)
            }
        }
    }

    /// What is to be stored now; nil when nothing waits, or too little to be stored beside another batch.
    private func takeBatch(from state: inout State) -> [Waiting]? {
        let needed = state.storing == 0 || state.closed ? 1 : besideLimit
        guard state.waiting.count >= needed else { return nil }
        let batch = Array(state.waiting.prefix(batchLimit))
        state.waiting.removeFirst(batch.count)
        state.storing += 1
        return batch
    }

    /// Says that a batch is stored, or has failed. Comes before the next one is asked for.
    func finished() {
        state.withLock { $0.storing -= 1 }
    }

    /// The next batch, once there is anything to store; empty when the queue is closed and nothing waits any more.
    func nextBatch() async -> [Waiting] {
        await withCheckedContinuation { batcher in
            let batch: [Waiting]? = state.withLock { state in
                if let batch = takeBatch(from: &state) { return batch }
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
