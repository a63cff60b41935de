public import Jobs
public import Municipality
import Postgres
import Store

/// The administrator's view of the durable queue of jobs, of one town or of all.
public struct QueueAdministration: Sendable {
    let database: Database
    private let town: Town?

    /// - Parameter town: whose jobs; nil for those of all towns.
    public init(database: Database, town: Town? = nil) {
        self.database = database
        self.town = town
    }

    /// What the arguments of the town's jobs contain.
    private var part: JSONB? { town.map { JSONB(#"{"municipality": \#($0.id.rawValue)}"#) } }

    /// By kind.
    public func status(by actor: Actor) async throws -> [JobQueue.Status] {
        try actor.require(.operateServer)
        return try await database.perform { connection in try await JobQueue.status(having: part, on: connection) }
    }

    /// Jobs that were given up, newest first.
    public func failed(limit: Int, by actor: Actor) async throws -> [JobQueue.Dead] {
        try actor.require(.operateServer)
        return try await database.perform { connection in
            try await JobQueue.failed(limit: limit, having: part, on: connection)
        }
    }

    /// Puts jobs that were given up back in the queue. Refuses all of them if one belongs to a town that takes no writes: a
    /// move may have copied that job already, so the change would be lost.
    /// - Returns: the number of jobs.
    public func requeue(_ selection: JobQueue.Selection, by actor: Actor) async throws -> Int {
        try actor.require(.operateServer)
        return try await database.transaction { transaction in
            let jobs = try await JobQueue.requeue(selection, having: part, on: transaction)
            let towns = try await TownStateStore.withoutWrites(amongJobs: jobs, on: transaction).map(\.rawValue)
            guard towns.isEmpty else {
                throw ServiceError.conflict(
                    """
                    nothing was done: some of the jobs are of \(towns.joined(separator: ", ")), which takes no writes, \
                    because it is being moved; see `zemstvo town list`
                    """
                )
            }
            return jobs.count
        }
    }
}
