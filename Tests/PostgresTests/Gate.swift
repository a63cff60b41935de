/// A signal that tasks wait for. Once open, it stays open.
final class Gate: Sendable {
    private let stream: AsyncStream<Never>
    private let continuation: AsyncStream<Never>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func open() {
        continuation.finish()
    }

    /// Only one task may wait.
    func wait() async {
        for await _ in stream {}
    }
}
