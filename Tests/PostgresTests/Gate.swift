/// A signal that tasks wait for; once open, it stays so.
final class Gate: Sendable {
    private let stream: AsyncStream<Never>
    private let continuation: AsyncStream<Never>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func open() {
        continuation.finish()
    }

    /// For one task.
    func wait() async {
        for await _ in stream {}
    }
}
