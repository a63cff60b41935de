public import Foundation
public import Postgres

/// Putting jobs in the queue, and looking after it.
public enum JobQueue {
    /// The channel on which workers are woken.
    static let channel = "zemstvo_jobs"

    /// Enqueues in the caller's transaction: the jobs exist when it commits, and not before.
    ///
    /// - Returns: how many were enqueued; those already there by their unique key were not.
    @discardableResult
    public static func enqueue(_ jobs: [NewJob], in transaction: PostgresTransaction) async throws -> Int {
        try await transaction.execute(
            """
            INSERT INTO jobs (kind, arguments, run_at, maximum_attempts, priority, unique_key)
            SELECT kind, arguments::jsonb, coalesce(run_at, now()), maximum_attempts, priority, unique_key
            FROM unnest(
                \(jobs.map(\.kind.rawValue))::text[],
                \(jobs.map(\.arguments.text))::text[],
                \(jobs.map(\.runAt))::timestamptz[],
                \(jobs.map(\.maximumAttempts))::smallint[],
                \(jobs.map(\.priority))::smallint[],
                \(jobs.map(\.uniqueKey))::text[]
            ) AS new (kind, arguments, run_at, maximum_attempts, priority, unique_key)
            ON CONFLICT (kind, unique_key) WHERE unique_key IS NOT NULL DO NOTHING
            """
        )
    }

    /// How much of each kind there is.
    public struct Status: Sendable, Hashable, Encodable {
        public let kind: String
        /// To be run now.
        public let ready: Int
        /// To be run later: scheduled, or waiting after a failure.
        public let scheduled: Int
        /// Held by a worker.
        public let running: Int
        /// Given up.
        public let dead: Int
        /// Seconds for which the oldest ready job has been waiting; nil when none is.
        public let oldestReadySeconds: Double?

        enum CodingKeys: String, CodingKey {
            case kind, ready, scheduled, running, dead
            case oldestReadySeconds = "oldest_ready_seconds"
        }
    }

    /// By kind, in alphabetical order.
    public static func status(on client: some PostgresClient) async throws -> [Status] {
        try await client.query(
            """
            SELECT kind,
                count(*) FILTER (WHERE state = 'ready'), count(*) FILTER (WHERE state = 'scheduled'),
                count(*) FILTER (WHERE state = 'running'), count(*) FILTER (WHERE state = 'dead'),
                extract(epoch FROM now() - min(run_at) FILTER (WHERE state = 'ready'))::double precision
            FROM (
                SELECT kind, run_at,
                    CASE WHEN worker_id IS NOT NULL THEN 'running' WHEN run_at <= now() THEN 'ready'
                        ELSE 'scheduled' END AS state
                FROM jobs
                UNION ALL
                SELECT kind, NULL, 'dead' FROM dead_jobs
            ) AS all_jobs
            GROUP BY kind
            ORDER BY kind
            """
        ).map { row in
            let (kind, ready, scheduled, running, dead, oldest) = try row.decode(
                (String, Int, Int, Int, Int, Double?).self
            )
            return Status(
                kind: kind, ready: ready, scheduled: scheduled, running: running, dead: dead,
                oldestReadySeconds: oldest
            )
        }
    }

    /// A job that was given up.
    public struct Dead: Sendable, Encodable {
        public struct Failure: Sendable, Codable {
            public let attempt: Int
            /// ISO 8601.
            public let at: String
            public let error: String
        }

        public let id: Int64
        public let kind: String
        public let diedAt: Date
        public let errors: [Failure]

        enum CodingKeys: String, CodingKey {
            case id, kind, errors
            case diedAt = "died_at"
        }
    }

    /// Newest first.
    public static func failed(limit: Int, on client: some PostgresClient) async throws -> [Dead] {
        try await client.query(
            "SELECT job_id, kind, died_at, errors FROM dead_jobs ORDER BY died_at DESC, job_id DESC LIMIT \(limit)"
        ).map { row in
            let (id, kind, diedAt, errors) = try row.decode((Int64, String, Date, JSONB).self)
            return Dead(
                id: id, kind: kind, diedAt: diedAt,
                errors: try JSONDecoder().decode([Dead.Failure].self, from: Data(errors.text.utf8))
            )
        }
    }

    /// Which of the jobs that were given up.
    public enum Selection: Sendable, Hashable {
        case all
        case kind(JobKind)
        case ids([Int64])
    }

    /// Puts jobs that were given up back, with all their attempts before them. One whose unique key is taken stays.
    ///
    /// - Returns: how many were put back.
    public static func requeue(_ selection: Selection, on client: some PostgresClient) async throws -> Int {
        var ids: [Int64]?
        var kind: String?
        switch selection {
        case .all: break
        case .kind(let chosen): kind = chosen.rawValue
        case .ids(let chosen): ids = chosen
        }
        return try await client.execute(
            """
            WITH chosen AS (
                SELECT * FROM dead_jobs
                WHERE (\(ids)::bigint[] IS NULL OR job_id = ANY (\(ids)))
                    AND (\(kind)::text IS NULL OR kind = \(kind))
            ), back AS (
                INSERT INTO jobs (job_id, kind, arguments, priority, maximum_attempts, unique_key, errors, created_at)
                OVERRIDING SYSTEM VALUE
                SELECT job_id, kind, arguments, priority, maximum_attempts, unique_key, errors, created_at FROM chosen
                ON CONFLICT DO NOTHING
                RETURNING job_id
            )
            DELETE FROM dead_jobs WHERE job_id IN (SELECT job_id FROM back)
            """
        )
    }
}
