import Municipality
import Postgres
import Store

extension Town {
    /// Runs `body` in a session that reads, by default on a connection of the common pool.
    func read<Result: Sendable>(
        by actor: Actor,
        on pool: PostgresPool? = nil,
        _ body: (TownSession) async throws -> Result
    ) async throws -> Result {
        try await database.perform(on: pool) { connection in
            try await body(TownSession(reading: connection, municipality: id, actor: actor, now: now))
        }
    }

    /// Runs `body` in a session that reads and sees the town as it is at its first statement.
    func readMoment<Result: Sendable>(
        by actor: Actor,
        _ body: (TownSession) async throws -> Result
    ) async throws -> Result {
        try await database.snapshot { transaction in
            try await body(TownSession(reading: transaction, municipality: id, actor: actor, now: now))
        }
    }

    /// Runs `body` in a session of one transaction, which is rolled back when it throws. Published events are appended
    /// to the queues as the last statement before COMMIT, and announced after it.
    func write<Result: Sendable>(
        by actor: Actor,
        _ body: (TownSession) async throws -> Result
    ) async throws -> Result {
        try await database.transaction { transaction in
            let session = TownSession(transaction, isAlone: true, municipality: id, actor: actor, now: now)
            let result = try await body(session)
            session.close(announcing: database.queueAnnouncer)
            return result
        }
    }
}

extension TownSession {
    /// Ends the session in its transaction.
    func close(announcing announcer: QueueAnnouncer) {
        close { [municipality] organisations in
            announcer.announce(organisations.map { QueueKey(municipality: municipality, organisation: $0) })
        }
    }
}
