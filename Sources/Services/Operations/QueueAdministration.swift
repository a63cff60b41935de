public import Jobs
public import Municipality

/// The administrator's view of the durable queue of jobs.
public struct QueueAdministration: Sendable {
    let database: Database

    public init(database: Database) {
        self.database = database
    }

    /// By kind.
    public func status(by actor: Actor) async throws -> [JobQueue.Status] {
        try actor.require(.operateServer)
        return try await database.perform { connection in try await JobQueue.status(on: connection) }
    }

    /// Jobs that were given up, newest first.
    public func failed(limit: Int, by actor: Actor) async throws -> [JobQueue.Dead] {
        try actor.require(.operateServer)
        return try await database.perform { connection in try await JobQueue.failed(limit: limit, on: connection) }
    }

    /// Puts jobs that were given up back in the queue.
    /// - Returns: the number of jobs.
    public func requeue(_ selection: JobQueue.Selection, by actor: Actor) async throws -> Int {
        try actor.require(.operateServer)
        return try await database.perform { connection in try await JobQueue.requeue(selection, on: connection) }
    }
}
