import Locking
import Logging
import Postgres

/// Notifies all processes of changed queues, after the commits that changed them.
///
/// NOTIFY inside those transactions would take one lock for all towns until each commit. A notification that is lost,
/// because the process died between commit and NOTIFY, delays followers by at most ``LiveQueues/pollInterval``.
final class QueueAnnouncer: Sendable {
    /// The channel of the notifications. Payload: ``QueueKey/payload``.
    static let channel = "zemstvo_queues"
    /// Minimum time between two NOTIFYs. Changes in between are announced together.
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
        // Outside the task of the use case, because what was committed must be announced even if that task ends or is
        // cancelled.
        if begins { Task { await send() } }
    }

    /// Returns when everything is announced.
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
                // Without waiting for the disk, because nothing is stored.
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

    /// The queues that changed since the last call; nil when there are none, and then sending ends.
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
