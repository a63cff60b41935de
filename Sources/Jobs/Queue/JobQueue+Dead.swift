public import FoundationEssentials
public import Postgres

extension JobQueue {
    /// A job that was given up.
    public struct Dead: Sendable {
        public struct Failure: Sendable, Decodable {
            public let attempt: Int
            /// ISO 8601.
            public let at: String
            public let error: String
        }

        public let id: Int64
        public let kind: String
        public let diedAt: Date
        public let errors: [Failure]
    }

    /// Newest first.
    /// - Parameter part: what the jobs' arguments must contain; nil for all jobs.
    public static func failed(
        limit: Int,
        having part: JSONB? = nil,
        on client: some PostgresClient
    ) async throws -> [Dead] {
        try await client.query(
            """
            SELECT job_id, kind, died_at, errors FROM dead_jobs WHERE \(part) IS NULL OR arguments @> \(part)
            ORDER BY died_at DESC, job_id DESC LIMIT \(limit)
            """
        ).map { row in
            var columns = row.columns
            let dead = Dead(
                id: try columns.next(),
                kind: try columns.next(),
                diedAt: try columns.next(),
                errors: try JSONDecoder().decode(
                    [Dead.Failure].self,
                    from: Data(try columns.next(JSONB.self).text.utf8)
                )
            )
            try columns.end()
            return dead
        }
    }

    /// Which of the jobs that were given up.
    public enum Selection: Sendable, Hashable {
        case all
        case kind(JobKind)
        case ids([Int64])
    }

    /// Puts jobs that were given up back in the queue with no attempt counted. A job whose unique key is taken stays.
    ///
    /// - Parameter part: what the jobs' arguments must contain; nil for all jobs.
    /// - Returns: the ids of those that were put back; they stay the same.
    public static func requeue(
        _ selection: Selection,
        having part: JSONB? = nil,
        on client: some PostgresClient
    ) async throws -> [Int64] {
        var ids: [Int64]?
        var kind: String?
        switch selection {
        case .all: break
        case .kind(let chosen): kind = chosen.rawValue
        case .ids(let chosen): ids = chosen
        }
        return try await client.query(
            """
            WITH chosen AS MATERIALIZED (
                SELECT job_id, kind, arguments, priority, maximum_attempts, unique_key, size, errors, created_at
                FROM dead_jobs
                WHERE (\(ids)::bigint[] IS NULL OR job_id = ANY (\(ids)))
                    AND (\(kind)::text IS NULL OR kind = \(kind))
                    AND (\(part) IS NULL OR arguments @> \(part))
                FOR UPDATE SKIP LOCKED
            ), back AS (
                INSERT INTO jobs (job_id, kind, arguments, priority, maximum_attempts, unique_key, size, errors,
                    created_at)
                OVERRIDING SYSTEM VALUE
                SELECT job_id, kind, arguments, priority, maximum_attempts, unique_key, size, errors, created_at
                FROM chosen
                ON CONFLICT DO NOTHING
                RETURNING job_id
            )
            DELETE FROM dead_jobs WHERE job_id IN (SELECT job_id FROM back)
            RETURNING job_id
            """
        ).map { try $0.decode(Int64.self) }
    }
}
