import Synchronization

/// Numbers that name sessions, operations and waiting tasks; unique within the process.
enum Identifier {
    private static let last = Atomic<UInt64>(0)

    static func next() -> UInt64 {
        last.wrappingAdd(1, ordering: .relaxed).newValue
    }
}
