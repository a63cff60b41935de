import Glibc

/// A short-lived detached thread for a call that blocks (connecting, cancelling), so that it never
/// holds up a thread of the concurrency runtime.
enum BlockingThread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts `body` on a new thread. When no thread can be created, runs it here.
    static func start(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(Body(body))
        let failure = pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            },
            argument.toOpaque()
        )
        if failure == 0 {
            pthread_detach(thread)
        } else {
            argument.takeRetainedValue().run()
        }
    }

    /// Blocks the calling thread; for threads started here only.
    static func sleep(_ duration: Duration) {
        guard duration > .zero else { return }
        let (seconds, attoseconds) = duration.components
        var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        nanosleep(&time, nil)
    }

    /// Runs `body` on a new thread and waits for its result without blocking.
    static func run<Success: Sendable>(
        _ body: @escaping @Sendable () throws(PostgresError) -> Success
    ) async throws(PostgresError) -> Success {
        let result = Handoff<Result<Success, PostgresError>>()
        start {
            do throws(PostgresError) {
                result.put(.success(try body()))
            } catch {
                result.put(.failure(error))
            }
        }
        return try await result.take().get()
    }
}
