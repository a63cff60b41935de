public import Postgres

/// Puts jobs in the queue and manages the queue.
public enum JobQueue {
    /// The channel on which workers are woken. Payload: the kind of the jobs.
    static let channel = "zemstvo_jobs"

    /// Enqueues in the caller's transaction: the jobs exist once it commits, and not before.
    ///
    /// - Returns: how many were enqueued. A job whose unique key is already in the queue is not.
    @discardableResult
    public static func enqueue(_ jobs: [NewJob], in transaction: PostgresTransaction) async throws -> Int {
        try await transaction.execute(
            """
            INSERT INTO jobs (kind, arguments, run_at, maximum_attempts, priority, unique_key, size)
            SELECT kind, arguments::jsonb, coalesce(run_at, now()), maximum_attempts, priority, unique_key, size
            FROM unnest(
                \(jobs.map(\.kind.rawValue))::text[],
                \(jobs.map(\.arguments.text))::text[],
                \(jobs.map(\.runAt))::timestamptz[],
                \(jobs.map(\.maximumAttempts))::smallint[],
                \(jobs.map(\.priority))::smallint[],
                \(jobs.map(\.uniqueKey))::text[],
                \(jobs.map(\.size))::smallint[]
            ) AS new (kind, arguments, run_at, maximum_attempts, priority, unique_key, size)
            ON CONFLICT (kind, unique_key) WHERE unique_key IS NOT NULL DO NOTHING
            """
        )
    }
}
