public import Postgres

/// Does the jobs of one kind.
public protocol JobHandler: Sendable {
    var kind: JobKind { get }

    /// Units of work at most in one call, and so in one transaction. A job that holds more of them comes alone.
    var batchSize: Int { get }

    /// Does the jobs. All effects go through `transaction`, which also removes the jobs: both happen or neither, whatever
    /// fails in between.
    ///
    /// A throw rolls everything back. Each of several jobs is then tried alone, so that a bad one fails alone. A job of
    /// many units is divided first.
    func handle(_ jobs: [Job], in transaction: PostgresTransaction) async throws

    /// Arguments of jobs of one unit each that together do the same work; fewer than two when the job cannot be divided.
    func parts(of job: Job) throws -> [JSONB]
}

extension JobHandler {
    public func parts(of job: Job) throws -> [JSONB] { [] }
}
