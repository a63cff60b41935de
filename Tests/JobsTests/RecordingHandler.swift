import Jobs
import Postgres

/// Records each job in the table of effects.
struct RecordingHandler: JobHandler {
    var kind: JobKind = "test"
    var batchSize = 10
    /// The name of the worker.
    var name = ""
    /// Counts every handled job, before its commit, and every job that failed alone.
    var progress = Progress()
    /// The error for a job; nil if there is none.
    var failure: @Sendable (Job) -> (any Error)? = { _ in nil }
    /// Called in the middle of the transaction.
    var meanwhile: @Sendable ([Job]) async throws -> Void = { _ in }

    func handle(_ jobs: [Job], in transaction: PostgresTransaction) async throws {
        try await transaction.execute(
            "INSERT INTO effects (job_id, worker) SELECT job_id, \(name) FROM unnest(\(jobs.map(\.id))::bigint[]) AS job_id"
        )
        for job in jobs {
            if let error = failure(job) {
                if jobs.count == 1 { progress.advance() }
                throw error
            }
        }
        try await meanwhile(jobs)
        progress.advance(by: jobs.count)
    }

    func parts(of job: Job) throws -> [JSONB] {
        (1...job.size).map { JSONB("{\"part\": \"\(job.size).\($0)\"}") }
    }
}

struct Refusal: Error {}
