import Locking
import Municipality
import Postgres
import Store

/// The queue in which appeals of all towns wait for the next batch of their town.
final class IntakeQueue: Sendable {
    struct Waiting: Sendable {
        let town: Town
        let entry: IntakeStore.NewEntry
        let reply: CheckedContinuation<Reply, any Error>
    }

    typealias Batch = IntakeTurns<Waiting>.Batch

    /// The outcome for an appeal, with its number if it was stored.
    struct Reply: Sendable {
        let number: AppealNumber
        let outcome: IntakeStore.Outcome
    }

    private typealias Batcher = CheckedContinuation<Batch?, Never>

    private struct State {
        var turns: IntakeTurns<Waiting>
        var idle: [Batcher] = []
        var closed = false
    }

    private let state: Locked<State>

    init(_ limits: IntakeTurns<Waiting>.Limits) {
        state = Locked(State(turns: IntakeTurns(limits)))
    }

    /// Waits until the appeal is durably stored or refused. Throws ``ServiceError/unavailable(retryAfterSeconds:)`` when too
    /// many wait already or the server is stopping.
    func store(_ entry: IntakeStore.NewEntry, of town: Town) async throws -> Reply {
        try await withCheckedThrowingContinuation { reply in
            let waiting = Waiting(town: town, entry: entry, reply: reply)
            let (isTaken, handover): (Bool, Handover?) = state.withLock { state in
                guard state.turns.add(waiting, of: town.id) else { return (false, nil) }
                return (true, Self.handover(in: &state))
            }
            if !isTaken { reply.resume(throwing: ServiceError.unavailable(retryAfterSeconds: 1)) }
            handover?.perform()
        }
    }

    /// What to do after unlocking.
    private struct Handover {
        let batcher: Batcher
        let batch: Batch?

        func perform() { batcher.resume(returning: batch) }
    }

    /// A batch for an idle batcher, if there are both.
    private static func handover(in state: inout State) -> Handover? {
        guard !state.idle.isEmpty, let batch = state.turns.take() else { return nil }
        return Handover(batcher: state.idle.removeLast(), batch: batch)
    }

    /// The next batch, once there is something to store; nil when the queue is closed and empty.
    /// - Parameter finished: the batch that the caller has stored, or that failed.
    func nextBatch(after finished: Batch?) async -> Batch? {
        await withCheckedContinuation { batcher in
            let handovers: [Handover] = state.withLock { state in
                if let finished { state.turns.finish(finished.town) }
                guard let batch = state.turns.take() else {
                    if state.closed { return [Handover(batcher: batcher, batch: nil)] }
                    state.idle.append(batcher)
                    return []
                }
                let own = Handover(batcher: batcher, batch: batch)
                // The town whose batch is finished may begin another batch in addition.
                return [own] + (Self.handover(in: &state).map { [$0] } ?? [])
            }
            for handover in handovers { handover.perform() }
        }
    }

    /// Accepts no more appeals. Those that wait are still stored.
    func close() {
        let handovers: [Handover] = state.withLock { state in
            state.closed = true
            state.turns.close()
            defer { state.idle = [] }
            return state.idle.map { Handover(batcher: $0, batch: state.turns.take()) }
        }
        for handover in handovers { handover.perform() }
    }
}
