import Synchronization

/// Ids of requests that came without one: consecutive from a random beginning, so that two processes hardly share any.
final class RequestIDs: Sendable {
    private let last = Atomic<UInt64>(.random(in: 0 ... .max))

    func next() -> String {
        String(last.wrappingAdd(1, ordering: .relaxed).newValue, radix: 16)
    }
}
