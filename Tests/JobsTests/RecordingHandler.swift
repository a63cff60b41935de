import Jobs
import Postgres

/// Records each job in the table of effects.
struct RecordingHandler: JobHandler {
    var kind: JobKind = "test"
    var batchSize = 10
    /// Who did it.
    var name = ""
    /// Told of every job handled, its commit still to come, and of every job that failed alone.
    var progress = Progress()
    /// What goes wrong with a job; nil when nothing does.
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
