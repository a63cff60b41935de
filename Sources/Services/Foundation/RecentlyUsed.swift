/// A bounded cache that drops the least recently used value when it is full. A pure value.
package struct RecentlyUsed<Key: Hashable, Value> {
    private struct Entry {
        let key: Key
        var value: Value
        var cost: Int
        /// Positions in `entries` of the entries used before and after this one.
        var older: Int?
        var newer: Int?
    }

    private let capacity: Int
    private var entries: [Entry?] = []
    private var free: [Int] = []
    private var places: [Key: Int] = [:]
    private var oldest: Int?
    private var newest: Int?
    /// Total cost of the cached values.
    package private(set) var cost = 0

    /// - Parameter capacity: maximum total cost; a single value may cost more.
    package init(capacity: Int) {
        self.capacity = capacity
    }

    package var count: Int { places.count }

    /// The cached value. This counts as a use of it.
    package mutating func value(for key: Key) -> Value? {
        guard let place = places[key] else { return nil }
        if newest != place {
            unlink(place)
            link(place)
        }
        return entries[place]?.value
    }

    /// Caches a value, replacing an earlier one.
    /// - Parameter cost: in the unit of the capacity.
    package mutating func keep(_ value: Value, for key: Key, cost: Int = 1) {
        forget(key)
        let place = free.popLast() ?? entries.count
        let entry = Entry(key: key, value: value, cost: cost)
        if place == entries.count { entries.append(entry) } else { entries[place] = entry }
        places[key] = place
        self.cost += cost
        link(place)
        while self.cost > capacity, let oldest, oldest != newest, let key = entries[oldest]?.key { forget(key) }
    }

    package mutating func forget(_ key: Key) {
        guard let place = places.removeValue(forKey: key) else { return }
        unlink(place)
        cost -= entries[place]?.cost ?? 0
        entries[place] = nil
        free.append(place)
    }

    private mutating func unlink(_ place: Int) {
        guard let entry = entries[place] else { return }
        if let older = entry.older { entries[older]?.newer = entry.newer } else { oldest = entry.newer }
        if let newer = entry.newer { entries[newer]?.older = entry.older } else { newest = entry.older }
    }

    private mutating func link(_ place: Int) {
        entries[place]?.older = newest
        entries[place]?.newer = nil
        if let newest { entries[newest]?.newer = place } else { oldest = place }
        newest = place
    }
}
