public import Jobs

/// The durable queue as an administrator looks after it.
public struct QueueAdministration: Sendable {
    let database: Database

    public init(database: Database) {
        self.database = database
    }

    /// By kind.
    public func status() async throws -> [JobQueue.Status] {
        try await database.perform { connection in try await JobQueue.status(on: connection) }
    }

    /// Jobs that were given up, newest first.
    public func failed(limit: Int) async throws -> [JobQueue.Dead] {
        try await database.perform { connection in try await JobQueue.failed(limit: limit, on: connection) }
    }

    /// Puts jobs that were given up back.
    /// - Returns: how many.
    public func requeue(_ selection: JobQueue.Selection) async throws -> Int {
        try await database.perform { connection in try await JobQueue.requeue(selection, on: connection) }
    }
}
