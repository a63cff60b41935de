public import Logging
public import Postgres
public import ServiceLifecycle

/// Wakes the workers after jobs of one kind were committed. A service.
///
/// NOTIFY inside the enqueuing transaction would make all such commits wait for each other. This one is sent after the
/// commit, from a connection of the pool, once for all jobs enqueued since the last one. When one is lost, workers find
/// the jobs at their next poll.
public final class JobSignal: Service {
    /// The shortest time between two NOTIFYs, each of which is a commit of its own. A busy worker looks for more jobs by
    /// itself, and the first jobs after a pause are announced at once.
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

    /// Announces new jobs. Returns at once.
    public func wake() {
        continuation.yield()
    }

    /// Forwards wakes until graceful shutdown or cancellation.
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
