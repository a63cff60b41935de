import Foundation
import Jobs
import Logging
import Postgres
import TestSupport

/// A database with the queue's tables and a table for effects.
struct QueueDatabase {
    let conninfo: String
    /// For the test's own statements.
    let pool: PostgresPool

    static func with(_ body: (QueueDatabase) async throws -> Void) async throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "SQL")
        let schema = try String(contentsOf: folder.appending(path: "m0001_jobs.sql"), encoding: .utf8)
        try await TestDatabase.with { database in
            let pool = PostgresPool(PostgresConfiguration(database.conninfo), logger: .silent)
            do {
                try await pool.withConnection { connection in
                    try await connection.simple(schema)
                    try await connection.simple("CREATE TABLE effects (job_id bigint NOT NULL, worker text NOT NULL)")
                }
                try await body(QueueDatabase(conninfo: database.conninfo, pool: pool))
                await pool.close()
            } catch {
                await pool.close()
                throw error
            }
        }
    }

    /// A worker with its own connections, called `name` in `pg_stat_activity`.
    func worker(
        _ handlers: [any JobHandler],
        name: String = "worker",
        schedules: [JobSchedule] = [],
        idleTimeout: Duration = .seconds(30),
        configure: (inout JobWorkerOptions) -> Void = { _ in }
    ) -> JobWorker {
        var configuration = PostgresConfiguration(conninfo)
        configuration.applicationName = name
        configuration.idleTimeout = idleTimeout
        var options = JobWorkerOptions()
        options.pollInterval = .milliseconds(20)
        options.backoff = JobBackoff(first: .zero, longest: .zero)
        configure(&options)
        return JobWorker(
            pool: PostgresPool(configuration, logger: .silent),
            configuration: configuration,
            handlers: handlers,
            schedules: schedules,
            options: options,
            logger: .silent
        )
    }

    /// Runs workers until `body` is over, then cancels them.
    func running(_ workers: [JobWorker], _ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup { group in
            for worker in workers { group.addTask { try await worker.run() } }
            try await body()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    func enqueue(_ count: Int = 1, kind: JobKind = "test", maximumAttempts: Int16 = 20) async throws {
        try await pool.withTransaction { transaction in
            let jobs = (0..<count).map { _ in NewJob(kind, maximumAttempts: maximumAttempts) }
            try await JobQueue.enqueue(jobs, in: transaction)
        }
    }

    /// The number of rows of a table, or of any FROM clause.
    func count(_ table: String) async throws -> Int {
        try await pool.query(SQL(raw: "SELECT count(*) FROM \(table)")).only(Int.self)
    }

    /// Polls until there are no such rows.
    func isEmpty(_ table: String) async throws {
        while try await count(table) > 0 { await Task.yield() }
    }

    /// Ends connections from the server's side: of a worker all, or the one that holds its locks.
    func terminate(_ name: String, onlyItsSession: Bool = false) async throws {
        try await pool.execute(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = \(name)
                AND (NOT \(onlyItsSession) OR pid IN (
                    SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND granted
                ))
            """
        )
    }
}
