/// The prepared statements of one connection. When it is full, the least recently used is dropped.
struct StatementCache {
    struct Key: Hashable {
        let text: String
        let types: [PostgresType]

        init(_ sql: SQL) {
            text = sql.text
            types = sql.parameters.entries.map(\.type)
        }
    }

    private struct Entry {
        let name: String
        var lastUse: UInt64
    }

    private let capacity: Int
    private var entries: [Key: Entry] = [:]
    private var clock: UInt64 = 0
    private var named = 0
    /// Names that were dropped here but still exist on the server.
    private(set) var stale: [String] = []

    init(capacity: Int = 256) {
        self.capacity = capacity
    }

    mutating func name(for key: Key) -> String? {
        guard let index = entries.index(forKey: key) else { return nil }
        clock += 1
        entries.values[index].lastUse = clock
        return entries.values[index].name
    }

    mutating func newName() -> String {
        named += 1
        return "s\(named)"
    }

    /// Remembers what the server has prepared, evicting the least recently used when full.
    mutating func insert(_ name: String, for key: Key) {
        if entries.count >= capacity, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            remove(oldest.key)
        }
        clock += 1
        if let replaced = entries.updateValue(Entry(name: name, lastUse: clock), forKey: key) {
            stale.append(replaced.name)
        }
    }

    /// Forgets a statement, to be deallocated on the server.
    mutating func remove(_ key: Key) {
        if let entry = entries.removeValue(forKey: key) { stale.append(entry.name) }
    }

    mutating func deallocated(_ name: String) {
        stale.removeAll { $0 == name }
    }
}
