/// First in, first out, with removal from the middle in constant time.
struct WaiterQueue<Waiter> {
    struct Entry {
        let waiter: Waiter
        let deadline: ContinuousClock.Instant
    }

    private var entries: [UInt64: Entry] = [:]
    /// Ids in order of arrival from `head` on, some of them already removed.
    private var order: [UInt64] = []
    private var head = 0

    var count: Int { entries.count }
    var isEmpty: Bool { entries.isEmpty }

    mutating func append(_ id: UInt64, _ entry: Entry) {
        entries[id] = entry
        order.append(id)
    }

    mutating func remove(_ id: UInt64) -> Waiter? {
        entries.removeValue(forKey: id)?.waiter
    }

    mutating func popFirst() -> Waiter? {
        skipRemoved()
        guard head < order.count else { return nil }
        return entries.removeValue(forKey: order[head])?.waiter
    }

    /// The deadline of the first in the queue.
    var nextDeadline: ContinuousClock.Instant? {
        mutating get {
            skipRemoved()
            return head < order.count ? entries[order[head]]?.deadline : nil
        }
    }

    private mutating func skipRemoved() {
        while head < order.count, entries[order[head]] == nil { head += 1 }
        if head > 64, head * 2 > order.count {
            order.removeFirst(head)
            head = 0
        }
    }
}
