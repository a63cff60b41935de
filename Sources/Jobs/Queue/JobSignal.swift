public import Logging
public import Postgres
public import ServiceLifecycle

/// Wakes the workers after jobs of one kind were committed. A service.
///
/// NOTIFY in the enqueuing transaction would make all such commits wait for each other; this one comes after, from a
/// connection of the pool, one for all that was enqueued meanwhile. One that gets lost costs a worker's poll interval.
public final class JobSignal: Service {
    /// At least so long between two NOTIFYs, each of which is a commit of its own. A worker that is busy looks for more by
    /// itself, and the first jobs after a pause are told at once.
    private static let pause = Duration.milliseconds(20)

    private let kind: JobKind
    private let pool: PostgresPool
    private let logger: Logger
    private let wakes: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    public init(_ kind: JobKind, pool: PostgresPool, logger: Logger) {
        self.kind = kind
        self.pool = pool
        self.logger = logger
        (wakes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Says that there are new jobs. Returns at once.
    public func wake() {
        continuation.yield()
    }

    /// Passes wakes on until graceful shutdown or cancellation.
    public func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            for await _ in wakes {
                await notify()
                try? await Task.sleep(for: Self.pause)
            }
        } onCancelOrGracefulShutdown: {
            self.continuation.finish()
        }
    }

    private func notify() async {
        do {
            try await pool.execute("SELECT pg_notify(\(JobQueue.channel), \(kind.rawValue))")
        } catch {
            logger.debug("workers not woken", metadata: ["error": "\(error)"])
        }
    }
}
