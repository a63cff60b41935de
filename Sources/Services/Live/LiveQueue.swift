import Municipality

/// The state of a followed queue in one process: the newest events, and the followers to wake.
struct LiveQueue {
    /// Number of events kept in memory, for followers that are not far behind.
    static let memory = 1_024

    /// Consecutive, oldest first; the last one's number is `head`.
    private(set) var recent: [QueueEvent] = []
    private(set) var head: Int64
    var followers: [Int: AsyncStream<Void>.Continuation] = [:]

    /// - Parameter head: the number of the queue's newest event when following began.
    init(head: Int64) {
        self.head = head
    }

    /// - Parameter events: those after `head`, without a gap.
    mutating func append(_ events: [QueueEvent]) {
        // Two concurrent reads may return the same events.
        let news = events.drop { $0.sequence <= head }
        guard let last = news.last else { return }
        recent.append(contentsOf: news)
        head = last.sequence
        if recent.count > 2 * Self.memory { recent.removeFirst(recent.count - Self.memory) }
    }

    /// The events after `sequence`; nil when some of them are no longer in memory.
    func events(after sequence: Int64) -> ArraySlice<QueueEvent>? {
        guard sequence < head else { return [] }
        guard let first = recent.first, first.sequence <= sequence + 1 else { return nil }
        return recent[Int(sequence + 1 - first.sequence)...]
    }
}
