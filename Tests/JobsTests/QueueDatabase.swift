import Foundation
import Jobs
import Logging
import Postgres
import TestSupport

/// A database with the queue's tables and a table for effects.
struct QueueDatabase {
    let pool: PostgresPool
    let configuration: PostgresConfiguration

    static func with<Result>(_ body: (QueueDatabase) async throws -> Result) async throws -> Result {
        try await TestDatabase.with { database in
            let configuration = PostgresConfiguration(database.conninfo)
            let pool = PostgresPool(configuration, logger: .silent)
            let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "SQL/m0001_jobs.sql")
            let schema = try String(contentsOf: file, encoding: .utf8)
            do {
                try await pool.withConnection { connection in
                    try await connection.simple(schema)
                    try await connection.simple("CREATE TABLE effects (job_id bigint, worker text)")
                }
                let result = try await body(QueueDatabase(pool: pool, configuration: configuration))
                await pool.close()
                return result
            } catch {
                await pool.close()
                throw error
            }
        }
    }

    func worker(
        _ handlers: [any JobHandler], schedules: [JobSchedule] = [], configure: (inout JobWorkerOptions) -> Void = { _ in }
    ) -> JobWorker {
        var options = JobWorkerOptions()
        options.pollInterval = .milliseconds(20)
        options.backoff = JobBackoff(first: .zero, longest: .zero)
        configure(&options)
        return JobWorker(
            pool: pool, configuration: configuration, handlers: handlers, schedules: schedules, options: options,
            logger: .silent
        )
    }

    /// Runs workers until `isOver`, which is asked whenever a batch was handled.
    func run(_ workers: [JobWorker], until progress: Progress) async throws {
        try await withThrowingTaskGroup { group in
            for worker in workers { group.addTask { try await worker.run() } }
            await progress.finished()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    func enqueue(_ count: Int, kind: JobKind = "test", maximumAttempts: Int16 = 20) async throws {
        try await pool.withTransaction { transaction in
            let jobs = (0..<count).map { _ in NewJob(kind, maximumAttempts: maximumAttempts) }
            try await JobQueue.enqueue(jobs, in: transaction)
        }
    }

    func count(_ table: String) async throws -> Int {
        try await pool.query(SQL(raw: "SELECT count(*) FROM \(table)")).only(Int.self)
    }
}

/// Counts up to a goal and tells when it is reached.
final class Progress: Sendable {
    private let left: Locked<Int>
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init(_ goal: Int) {
        left = Locked(goal)
        (stream, continuation) = AsyncStream.makeStream()
    }

    func advance(by count: Int = 1) {
        let reached = left.withLock { left in
            left -= count
            return left <= 0
        }
        if reached { continuation.finish() }
    }

    func finished() async {
        for await _ in stream {}
    }
}

/// Records each job in the table of effects.
struct RecordingHandler: JobHandler {
    var kind: JobKind = "test"
    var batchSize = 10
    let progress: Progress
    /// What goes wrong with a job; nil when nothing does.
    var failure: @Sendable (Job) -> (any Error)? = { _ in nil }
    /// Called in the middle of the transaction.
    var meanwhile: @Sendable ([Job]) async throws -> Void = { _ in }

    func handle(_ jobs: [Job], in transaction: PostgresTransaction) async throws {
        for job in jobs {
            if let error = failure(job) {
                // Tried alone, and so not to be tried again in this batch.
                if jobs.count == 1 { progress.advance() }
                throw error
            }
        }
        try await transaction.execute(
            "INSERT INTO effects (job_id) SELECT unnest(\(jobs.map(\.id))::bigint[])"
        )
        try await meanwhile(jobs)
        progress.advance(by: jobs.count)
    }
}

struct Refusal: Error {}
