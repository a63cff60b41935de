import Locking
import Logging
import Postgres

/// Tells every process which queues have changed, after the commits that changed them.
///
/// NOTIFY inside those transactions would take one lock for all towns until each is committed. One that gets lost, because
/// the process died between the two, costs the followers ``LiveQueues/pollInterval``.
final class QueueAnnouncer: Sendable {
    /// The channel of the notifications. Payload: ``QueueKey/payload``.
    static let channel = "zemstvo_queues"
    /// At least so long between two NOTIFYs: what changes meanwhile is announced together.
    private static let pause = Duration.milliseconds(5)

    private struct State {
        var changed: Set<QueueKey> = []
        var isSending = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Locked(State())
    private let pool: PostgresPool
    private let logger: Logger

    init(pool: PostgresPool, logger: Logger) {
        self.pool = pool
        self.logger = logger
    }

    /// Returns at once.
    func announce(_ queues: [QueueKey]) {
        let begins = state.withLock { state in
            state.changed.formUnion(queues)
            defer { state.isSending = true }
            return !state.isSending
        }
        // Outside the task of the use case: its end, or its cancellation, must not lose what was committed.
        if begins { Task { await send() } }
    }

    /// Returns when everything was announced.
    func finish() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.isSending { state.waiting.append(continuation) }
                return !state.isSending
            }
            if isIdle { continuation.resume() }
        }
    }

    private func send() async {
        while let queues = next() {
            do {
                // Without waiting for the disk: nothing is stored.
                try await pool.execute(
                    """
                    SELECT set_config('synchronous_commit', 'off', true), pg_notify(\(Self.channel), payload)
                    FROM unnest(\(queues.map(\.payload))::text[]) AS payload
                    """
                )
            } catch {
                logger.debug("queues not announced", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: Self.pause)
        }
    }

    /// The queues that have changed since the last call; nil when there are none, and sending ends.
    private func next() -> [QueueKey]? {
        let (queues, waiting) = state.withLock { state in
            defer { state.changed = [] }
            guard state.changed.isEmpty else { return (Array(state.changed), [CheckedContinuation<Void, Never>]()) }
            state.isSending = false
            defer { state.waiting = [] }
            return ([], state.waiting)
        }
        for continuation in waiting { continuation.resume() }
        return queues.isEmpty ? nil : queues
    }
}
