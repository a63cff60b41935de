import Dispatch

/// - Returns: the results of `body` for each number below `count`.
func inParallel<Value>(_ count: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
    [Value](unsafeUninitializedCapacity: count) { places, initialized in
        nonisolated(unsafe) let start = places.baseAddress
        // Each element is written once, and read only after all are written.
        DispatchQueue.concurrentPerform(iterations: count) { number in
            start.map { ($0 + number).initialize(to: body(number)) }
        }
        initialized = count
    }
}
