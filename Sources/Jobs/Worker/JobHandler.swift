public import Postgres

/// Does the jobs of one kind.
public protocol JobHandler: Sendable {
    var kind: JobKind { get }

    /// Maximum units of work in one call, and so in one transaction. A job with more units comes alone.
    var batchSize: Int { get }

    /// Does the jobs. All effects go through `transaction`, which also removes the jobs, so that both happen or
    /// neither.
    ///
    /// An error rolls everything back. Each of several jobs is then tried alone, so that only the bad one fails. A job
    /// of many units is divided first.
    func handle(_ jobs: [Job], in transaction: PostgresTransaction) async throws

    /// The arguments of jobs of one unit each that together do the same work. Fewer than two when the job cannot be
    /// divided.
    func parts(of job: Job) throws -> [JSONB]
}

extension JobHandler {
    public func parts(of job: Job) throws -> [JSONB] { [] }
}
