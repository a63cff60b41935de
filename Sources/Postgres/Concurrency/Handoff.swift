import Locking

/// Hands one value from any thread to one waiting task. The value goes through a lock, not through the
/// continuation, whose transfer ThreadSanitizer does not see on Linux.
final class Handoff<Value: Sendable>: Sendable {
    private struct State: Sendable {
        var value: Value?
        var waiter: UnsafeContinuation<Void, Never>?
    }

    private let state = Locked(State())

    func put(_ value: Value) {
        let waiter = state.withLock { state in
            state.value = value
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// Waits for the value. Cancellation does not end the wait.
    func take() async -> Value {
        while true {
            if let value = state.withLock({ $0.value.take() }) { return value }
            await withUnsafeContinuation { continuation in
                let isReady = state.withLock { state in
                    if state.value == nil { state.waiter = continuation }
                    return state.value != nil
                }
                if isReady { continuation.resume() }
            }
        }
    }
}
