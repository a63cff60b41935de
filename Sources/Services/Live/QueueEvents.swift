import Municipality

/// What a follower of a queue receives.
public enum QueueUpdate: Sendable {
    case event(QueueEvent)
    /// Nothing new. Sent at intervals, so that a broken connection is noticed.
    case quiet
}

/// The events of a queue for one follower.
public struct QueueEvents: AsyncSequence, Sendable {
    let queues: LiveQueues
    let queue: QueueKey
    let after: Int64
    let wakes: AsyncStream<Void>

    public func makeAsyncIterator() -> Iterator {
        Iterator(queues: queues, queue: queue, seen: after, wakes: wakes.makeAsyncIterator())
    }

    public struct Iterator: AsyncIteratorProtocol {
        private let queues: LiveQueues
        private let queue: QueueKey
        private var seen: Int64
        private var wakes: AsyncStream<Void>.Iterator
        private var pending: ArraySlice<QueueEvent> = []
        private var upToDate = false

        init(queues: LiveQueues, queue: QueueKey, seen: Int64, wakes: AsyncStream<Void>.Iterator) {
            self.queues = queues
            self.queue = queue
            self.seen = seen
            self.wakes = wakes
        }

        /// nil when the server stops or the task is cancelled.
        public mutating func next() async throws -> QueueUpdate? {
            if pending.isEmpty {
                // There may be more than one batch, so this repeats until nothing newer is found.
                if upToDate, await wakes.next(isolation: #isolation) == nil { return nil }
                pending = try await queues.events(of: queue, after: seen)[...]
                upToDate = pending.isEmpty
                if upToDate { return .quiet }
            }
            let event = pending.removeFirst()
            seen = event.sequence
            return .event(event)
        }
    }
}
