import Postgres

/// The worker's statements. `worker` is what `WorkerSession` calls the id of a runner.
enum JobStore {
    /// Takes the locks that show that the session is alive. They are held as long as the connection lives.
    static func open(_ session: WorkerSession, on connection: PostgresConnection) async throws {
        try await connection.execute("SELECT pg_advisory_lock(id) FROM unnest(\(session.ids)::bigint[]) AS id")
    }

    /// Takes due jobs with together up to `limit` units of work; the first job is taken whatever its size. The attempt
    /// is counted here, in a separate transaction, so that an attempt that kills the process counts.
    ///
    /// At most `rows` jobs are read; those past the limit stay in the queue.
    ///
    /// Takes none when the worker's lock is free, because then its session is over and other workers would rescue the
    /// jobs at once.
    static func claim(
        _ kind: JobKind,
        limit: Int,
        rows: Int,
        by worker: Int64,
        on pool: PostgresPool
    ) async throws -> [Job] {
        let claim: SQL = """
            WITH ready AS MATERIALIZED (
                SELECT job_id, priority, run_at, size FROM jobs
                WHERE kind = \(kind.rawValue) AND worker_id IS NULL AND run_at <= now()
                    AND NOT (SELECT pg_try_advisory_xact_lock_shared(\(worker)))
                ORDER BY priority, run_at, job_id
                LIMIT \(rows)
                FOR UPDATE SKIP LOCKED
            ), measured AS (
                SELECT job_id, size, sum(size) OVER (ORDER BY priority, run_at, job_id) AS total FROM ready
            )
            UPDATE jobs SET worker_id = \(worker), claimed_at = now(), attempt = attempt + 1
            WHERE job_id = ANY (ARRAY (SELECT job_id FROM measured WHERE total <= greatest(\(limit), size)))
            RETURNING job_id, arguments::text, attempt, maximum_attempts, size
            """
        return try await pool.transaction(["SELECT \(fragment: byIndex)", claim])[1].map { row in
            var columns = row.columns
            let job = Job(
                id: try columns.next(),
                kind: kind,
                arguments: try columns.next(),
                attempt: try columns.next(),
                maximumAttempts: try columns.next(),
                size: try columns.next()
            )
            try columns.end()
            return job
        }.sorted { $0.id < $1.id }
    }

    /// The kinds that have a due job that no worker holds.
    static func ready(_ kinds: [JobKind], on connection: PostgresConnection) async throws -> [JobKind] {
        let look: SQL = """
            SELECT kind FROM unnest(\(kinds.map(\.rawValue))::text[]) AS wanted (kind)
            WHERE EXISTS (
                SELECT FROM jobs WHERE jobs.kind = wanted.kind AND jobs.worker_id IS NULL AND jobs.run_at <= now()
            )
            """
        return try await connection.pipeline(["SELECT \(fragment: byIndex)", look])[1].map {
            JobKind(rawValue: try $0.decode(String.self))
        }
    }

    /// Removes finished jobs.
    /// - Returns: whether the worker still held every one of the jobs.
    static func complete(_ jobs: [Job], by worker: Int64, in transaction: PostgresTransaction) async throws -> Bool {
        let completion: SQL = """
            DELETE FROM jobs USING unnest(
                \(jobs.map(\.id))::bigint[], \(jobs.map(\.attempt))::smallint[]
            ) AS done (job_id, attempt)
            WHERE jobs.job_id = done.job_id AND jobs.attempt = done.attempt AND jobs.worker_id = \(worker)
            """
        return try await transaction.pipeline(["SELECT \(fragment: byIndex)", completion])[1].affected == jobs.count
    }

    /// Run before a statement that has to use an index. Plans are cached: a plan made while the queue was empty would
    /// read and sort the whole of a full queue for each batch. JIT is off because the remaining sort looks so expensive
    /// to the planner that it would compile the statement.
    private static let byIndex: SQL =
        """
        set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true), set_config('jit', 'off', true)
        """

    /// Replaces a job of many units by jobs of one unit each.
    static func divide(
        _ job: Job,
        into parts: [JSONB],
        by worker: Int64,
        on client: some PostgresClient
    ) async throws {
        try await client.execute(
            """
            WITH whole AS (
                DELETE FROM jobs
                WHERE job_id = \(job.id) AND attempt = \(job.attempt) AND worker_id = \(worker)
                RETURNING kind, priority, attempt, maximum_attempts, errors, created_at
            )
            INSERT INTO jobs (kind, arguments, priority, attempt, maximum_attempts, errors, created_at)
            SELECT kind, part::jsonb, priority, attempt - 1, maximum_attempts, errors, created_at
            FROM whole, unnest(\(parts.map(\.text))::text[]) AS part
            """
        )
    }

    /// Stores the error and delays the job, or gives it up after its last attempt.
    static func fail(
        _ job: Job,
        error: String,
        delay: Duration,
        by worker: Int64,
        on client: some PostgresClient
    ) async throws {
        try await client.execute(
            """
            WITH last AS (
                DELETE FROM jobs
                WHERE job_id = \(job.id) AND attempt = \(job.attempt) AND worker_id = \(worker)
                    AND attempt >= maximum_attempts
                RETURNING \(fragment: columns)
            ), \(fragment: buried(error))
            UPDATE jobs
            SET worker_id = NULL, claimed_at = NULL, run_at = now() + make_interval(secs => \(delay.seconds)),
                errors = errors || \(fragment: entry(error))
            WHERE job_id = \(job.id) AND attempt = \(job.attempt) AND worker_id = \(worker)
                AND attempt < maximum_attempts
            """
        )
    }

    /// Returns jobs to the queue as if they had never been taken. They are due after the delay.
    static func putOff(
        _ jobs: [Job],
        for delay: Duration,
        by worker: Int64,
        on client: some PostgresClient
    ) async throws {
        try await client.execute(
            """
            UPDATE jobs
            SET worker_id = NULL, claimed_at = NULL, attempt = jobs.attempt - 1,
                run_at = now() + make_interval(secs => \(delay.seconds))
            FROM unnest(
                \(jobs.map(\.id))::bigint[], \(jobs.map(\.attempt))::smallint[]
            ) AS held (job_id, attempt)
            WHERE jobs.job_id = held.job_id AND jobs.attempt = held.attempt AND jobs.worker_id = \(worker)
            """
        )
    }

    /// Returns everything that the worker holds to the queue, as if it had never been taken.
    static func release(by worker: Int64, on client: some PostgresClient) async throws {
        try await client.execute(
            """
            UPDATE jobs SET worker_id = NULL, claimed_at = NULL, attempt = attempt - 1
            WHERE worker_id = \(worker)
            """
        )
    }

    /// Returns the jobs of dead workers to the queue, with the attempt counted, and gives up those that had no attempt
    /// left. The same applies to jobs held for six hours: no batch lasts that long, so the answer to their claim was
    /// lost.
    /// - Returns: how many jobs were returned.
    static func rescue(on client: some PostgresClient) async throws -> Int {
        let error = "the worker vanished"
        return try await client.execute(
            """
            WITH living AS MATERIALIZED (
                SELECT (classid::bigint << 32) | objid::bigint AS worker_id
                FROM pg_locks
                WHERE locktype = 'advisory' AND objsubid = 1 AND mode = 'ExclusiveLock' AND granted
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            ), orphans AS MATERIALIZED (
                SELECT job_id FROM jobs
                WHERE worker_id IS NOT NULL
                    AND (worker_id NOT IN (SELECT worker_id FROM living) OR claimed_at < now() - interval '6 hours')
                FOR UPDATE SKIP LOCKED
            ), last AS (
                DELETE FROM jobs
                WHERE job_id IN (SELECT job_id FROM orphans) AND attempt >= maximum_attempts
                RETURNING \(fragment: columns)
            ), \(fragment: buried(error))
            UPDATE jobs
            SET worker_id = NULL, claimed_at = NULL, run_at = now() + make_interval(secs => attempt - 1),
                errors = errors || \(fragment: entry(error))
            WHERE job_id IN (SELECT job_id FROM orphans) AND attempt < maximum_attempts
            """
        )
    }

    /// Enqueues the schedule's job if its period is over. The first worker that calls this enqueues it; otherwise
    /// nothing is written.
    static func enqueueIfDue(_ schedule: JobSchedule, on client: some PostgresClient) async throws {
        try await client.execute(
            """
            WITH due AS (
                INSERT INTO job_schedules AS s (name, ran_at)
                SELECT \(schedule.name), now()
                WHERE NOT EXISTS (
                    SELECT FROM job_schedules
                    WHERE name = \(schedule.name) AND ran_at > now() - make_interval(secs => \(schedule.every.seconds))
                )
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

    /// The columns of a job that `dead_jobs` keeps.
    private static let columns: SQL =
        "job_id, kind, arguments, priority, attempt, maximum_attempts, unique_key, size, errors, created_at"

    /// An entry of `jobs.errors`.
    private static func entry(_ error: String) -> SQL {
        "jsonb_build_object('attempt', attempt, 'at', now(), 'error', \(error)::text)"
    }

    /// Stores the rows of a CTE named `last` in `dead_jobs`.
    private static func buried(_ error: String) -> SQL {
        """
        buried AS (
            INSERT INTO dead_jobs (\(fragment: columns))
            SELECT job_id, kind, arguments, priority, attempt, maximum_attempts, unique_key, size,
                errors || \(fragment: entry(error)), created_at
            FROM last
        )
        """
    }
}
