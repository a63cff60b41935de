import Locking
import Postgres

/// Counts up to a goal and reports when it is reached.
final class Progress: Sendable {
    private let left: Locked<Int>
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init(_ goal: Int = 1) {
        left = Locked(goal)
        (stream, continuation) = AsyncStream.makeStream()
    }

    func advance(by count: Int = 1) {
        let reached = left.withLock { left in
            left -= count
            return left <= 0
        }
        if reached { continuation.finish() }
    }

    /// Returns when the goal is reached or the task is cancelled.
    func finished() async {
        for await _ in stream {}
    }
}
