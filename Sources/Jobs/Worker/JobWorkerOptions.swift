/// How a worker works.
public struct JobWorkerOptions: Sendable {
    /// Batches at the same time, each on a connection of its own.
    public var concurrency = 2
    /// How often a worker looks for jobs without being woken.
    public var pollInterval = Duration.seconds(1)
    /// How long batches that were begun may take to finish on graceful shutdown.
    public var drainTimeout = Duration.seconds(20)
    public var backoff = JobBackoff()

    public init() {}
}
