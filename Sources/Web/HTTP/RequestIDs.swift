import Synchronization

/// Ids for requests that came without one: consecutive from a random start, so that two processes are unlikely to share
/// ids.
final class RequestIDs: Sendable {
    private let last = Atomic<UInt64>(.random(in: 0 ... .max))

    func next() -> String {
        String(last.wrappingAdd(1, ordering: .relaxed).newValue, radix: 16)
    }
}
