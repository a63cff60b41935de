public import Postgres

/// Does the jobs of one kind.
public protocol JobHandler: Sendable {
    var kind: JobKind { get }

    /// Jobs at most in one call, and so in one transaction.
    var batchSize: Int { get }

    /// Does the jobs. All effects go through `transaction`, in which the jobs are removed as well: both happen or neither,
    /// whatever dies in between.
    ///
    /// A throw rolls everything back. Of several jobs each is then tried alone, so that a bad one fails alone.
    func handle(_ jobs: [Job], in transaction: PostgresTransaction) async throws
}
