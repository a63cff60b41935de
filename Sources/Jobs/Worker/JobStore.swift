import Postgres

/// The worker's statements.
enum JobStore {
    /// Takes up to `limit` jobs that are due. Counted as an attempt at once, by itself: one that kills the process counts.
    static func claim(
        _ kind: JobKind, limit: Int, by session: WorkerSession, on client: some PostgresClient
    ) async throws -> [Job] {
        try await client.query(
            """
            WITH next AS MATERIALIZED (
                SELECT job_id FROM jobs
                WHERE kind = \(kind.rawValue) AND worker_id IS NULL AND run_at <= now()
                ORDER BY priority, run_at, job_id
                LIMIT \(limit)
                FOR UPDATE SKIP LOCKED
            )
            UPDATE jobs SET worker_id = \(session.id), claimed_at = now(), attempt = attempt + 1
            FROM next
            WHERE jobs.job_id = next.job_id
            RETURNING jobs.job_id, arguments::text, attempt, maximum_attempts
            """
        ).map { row in
            let (id, arguments, attempt, maximum) = try row.decode((Int64, String, Int16, Int16).self)
            return Job(id: id, kind: kind, arguments: arguments, attempt: attempt, maximumAttempts: maximum)
        }.sorted { $0.id < $1.id }
    }

    /// Removes what was done.
    /// - Returns: whether the worker still held every one of the jobs.
    static func complete(
        _ jobs: [Job], by session: WorkerSession, on client: some PostgresClient
    ) async throws -> Bool {
        try await client.execute(
            """
            DELETE FROM jobs USING unnest(
                \(jobs.map(\.id))::bigint[], \(jobs.map(\.attempt))::smallint[]
            ) AS done (job_id, attempt)
            WHERE jobs.job_id = done.job_id AND jobs.attempt = done.attempt AND jobs.worker_id = \(session.id)
            """
        ) == jobs.count
    }

    /// Keeps the error and lets the job wait; gives it up after its last attempt.
    static func fail(
        _ job: Job, error: String, delay: Duration, by session: WorkerSession, on client: some PostgresClient
    ) async throws {
        try await client.execute(
            """
            WITH last AS (
                DELETE FROM jobs
                WHERE job_id = \(job.id) AND attempt = \(job.attempt) AND worker_id = \(session.id)
                    AND attempt >= maximum_attempts
                RETURNING *
            ), \(fragment: buried(error))
            UPDATE jobs
            SET worker_id = NULL, claimed_at = NULL, run_at = now() + make_interval(secs => \(delay.seconds)),
                errors = errors || \(fragment: entry(error))
            WHERE job_id = \(job.id) AND attempt = \(job.attempt) AND worker_id = \(session.id)
                AND attempt < maximum_attempts
            """
        )
    }

    /// Gives back what sessions hold that live no more, with the attempt counted; gives up what had its last.
    /// - Returns: how many jobs were given back.
    static func rescue(on client: some PostgresClient) async throws -> Int {
        let error = "the worker vanished"
        return try await client.execute(
            """
            WITH living AS MATERIALIZED (
                SELECT (classid::bigint << 32) | objid::bigint AS worker_id
                FROM pg_locks
                WHERE locktype = 'advisory' AND objsubid = 1 AND granted
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            ), last AS (
                DELETE FROM jobs
                WHERE worker_id IS NOT NULL AND worker_id NOT IN (SELECT worker_id FROM living)
                    AND attempt >= maximum_attempts
                RETURNING *
            ), \(fragment: buried(error))
            UPDATE jobs
            SET worker_id = NULL, claimed_at = NULL, run_at = now() + make_interval(secs => attempt - 1),
                errors = errors || \(fragment: entry(error))
            WHERE worker_id IS NOT NULL AND worker_id NOT IN (SELECT worker_id FROM living)
                AND attempt < maximum_attempts
            """
        )
    }

    /// An entry of `jobs.errors`.
    private static func entry(_ error: String) -> SQL {
        "jsonb_build_object('attempt', attempt, 'at', now(), 'error', \(error)::text)"
    }

    /// Keeps the rows of a CTE named `last` among the dead.
    private static func buried(_ error: String) -> SQL {
        """
        buried AS (
            INSERT INTO dead_jobs (job_id, kind, arguments, priority, attempt, maximum_attempts, unique_key, errors,
                created_at)
            SELECT job_id, kind, arguments, priority, attempt, maximum_attempts, unique_key,
                errors || \(fragment: entry(error)), created_at
            FROM last
        )
        """
    }

    /// Gives jobs back as if they had never been taken.
    static func giveBack(
        _ jobs: [Job], by session: WorkerSession, on client: some PostgresClient
    ) async throws {
        try await client.execute(
            """
            UPDATE jobs SET worker_id = NULL, claimed_at = NULL, attempt = jobs.attempt - 1
            FROM unnest(\(jobs.map(\.id))::bigint[], \(jobs.map(\.attempt))::smallint[]) AS held (job_id, attempt)
            WHERE jobs.job_id = held.job_id AND jobs.attempt = held.attempt AND jobs.worker_id = \(session.id)
            """
        )
    }

    /// Enqueues the schedule's job if its period is over, whoever of the workers is first.
    static func enqueueIfDue(_ schedule: JobSchedule, on client: some PostgresClient) async throws {
        try await client.execute(
            """
            WITH due AS (
                INSERT INTO job_schedules AS s (name, ran_at) VALUES (\(schedule.name), now())
                ON CONFLICT ON CONSTRAINT job_schedules_pkey DO UPDATE SET ran_at = now()
                WHERE s.ran_at <= now() - make_interval(secs => \(schedule.every.seconds))
                RETURNING name
            )
            INSERT INTO jobs (kind, arguments, unique_key)
            SELECT \(schedule.kind.rawValue), \(schedule.arguments), 'schedule ' || name FROM due
            ON CONFLICT (kind, unique_key) WHERE unique_key IS NOT NULL DO NOTHING
            """
        )
    }
}

extension Duration {
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
