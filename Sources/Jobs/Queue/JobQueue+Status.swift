public import Postgres

extension JobQueue {
    /// How much work of each kind there is, in units: a job counts by its size.
    public struct Status: Sendable, Hashable {
        public let kind: String
        /// Due now.
        public let ready: Int
        /// To be run later: scheduled, or waiting after a failure.
        public let scheduled: Int
        /// Held by a worker.
        public let running: Int
        /// Given up.
        public let dead: Int
        /// Seconds for which the oldest ready job has been waiting; nil when none is.
        public let oldestReadySeconds: Double?
    }

    /// By kind, in alphabetical order.
    /// - Parameter part: what the jobs' arguments must contain; nil for all jobs.
    public static func status(having part: JSONB? = nil, on client: some PostgresClient) async throws -> [Status] {
        try await client.query(
            """
            SELECT kind,
                coalesce(sum(size) FILTER (WHERE state = 'ready'), 0),
                coalesce(sum(size) FILTER (WHERE state = 'scheduled'), 0),
                coalesce(sum(size) FILTER (WHERE state = 'running'), 0),
                coalesce(sum(size) FILTER (WHERE state = 'dead'), 0),
                extract(epoch FROM now() - min(run_at) FILTER (WHERE state = 'ready'))::double precision
            FROM (
                SELECT kind, run_at, size,
                    CASE WHEN worker_id IS NOT NULL THEN 'running' WHEN run_at <= now() THEN 'ready'
                        ELSE 'scheduled' END AS state
                FROM jobs WHERE \(part) IS NULL OR arguments @> \(part)
                UNION ALL
                SELECT kind, NULL, size, 'dead' FROM dead_jobs WHERE \(part) IS NULL OR arguments @> \(part)
            ) AS all_jobs
            GROUP BY kind
            ORDER BY kind
            """
        ).map { row in
            var columns = row.columns
            let status = Status(
                kind: try columns.next(),
                ready: try columns.next(),
                scheduled: try columns.next(),
                running: try columns.next(),
                dead: try columns.next(),
                oldestReadySeconds: try columns.next()
            )
            try columns.end()
            return status
        }
    }
}
