import Locking
import Postgres
import TestSupport
import Testing

@Suite struct CancellationTests {
    /// Runs a statement that waits on the server for a lock, cancels it there, and returns its outcome.
    private func cancelWhileBlocked(
        _ pool: PostgresPool,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws -> Result<Void, any Error> {
        try await pool.withConnection { holder in
            try await holder.execute("SELECT pg_advisory_lock(1)")
            let blocked = Task { try await body() }
            while try await blockedProcesses(holder).isEmpty {
            }
            blocked.cancel()
            let outcome = await blocked.result
            try await holder.execute("SELECT pg_advisory_unlock(1)")
            return outcome
        }
    }

    @Test func aCancelledStatementStopsOnTheServer() async throws {
        try await TestDatabase.withPool { pool in
            let outcome = try await cancelWhileBlocked(pool) { try await pool.execute("SELECT pg_advisory_lock(1)") }
            #expect(throws: CancellationError.self) { try outcome.get() }
            let active = try await pool.query(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()
                """
            ).first
            #expect(try active?.decode(Int.self) == 0)
            #expect(pool.statistics.idle == 2)
        }
    }

    @Test func aCancelledTransactionIsRolledBack() async throws {
        try await TestDatabase.withPool { pool in
            try await pool.execute("CREATE TABLE t (n int)")
            let outcome = try await cancelWhileBlocked(pool) {
                try await pool.withTransaction { transaction in
                    try await transaction.execute("INSERT INTO t VALUES (1)")
                    try await transaction.execute("SELECT pg_advisory_lock(1)")
                }
            }
            #expect(throws: CancellationError.self) { try outcome.get() }
            #expect(try await pool.query("SELECT n FROM t").isEmpty)
            #expect(pool.statistics.idle == 2)
        }
    }

    @Test func cancelledTasksSendNothing() async throws {
        try await TestDatabase.withPool { pool in
            try await pool.execute("CREATE TABLE t (n int)")
            let (started, cancelled) = (Gate(), Gate())
            let task = Task {
                try await pool.withConnection { connection in
                    started.open()
                    await cancelled.wait()
                    try await connection.execute("INSERT INTO t VALUES (1)")
                }
            }
            await started.wait()
            task.cancel()
            cancelled.open()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await pool.query("SELECT n FROM t").isEmpty)
        }
    }

    private struct Tally {
        var right = 0
        var wrong = 0
        var cancelled = 0
        var unexpected: [String] = []
    }

    /// Hundreds of tasks, each of which queries its own token, are cancelled at random moments.
    @Test func cancellationsAtRandomMomentsNeverGiveAWrongAnswer() async throws {
        try await TestDatabase.withPool(configure: { $0.checkoutTimeout = .seconds(60) }) { pool in
            let tally = Locked(Tally())
            let tasks = (0..<400).map { number in
                Task {
                    for round in 0..<10 {
                        let token = number * 1000 + round
                        // From a few microseconds to a few milliseconds.
                        let size = [1, 100, 2000, 20000].randomElement() ?? 1
                        do {
                            let answer: Int? = try await pool.query(
                                "SELECT \(token) FROM generate_series(1, \(size)) i GROUP BY 1"
                            ).first?.decode()
                            tally.withLock { answer == token ? ($0.right += 1) : ($0.wrong += 1) }
                        } catch is CancellationError {
                            tally.withLock { $0.cancelled += 1 }
                            return
                        } catch {
                            tally.withLock { $0.unexpected.append("\(error)") }
                        }
                    }
                }
            }
            for task in tasks.shuffled().prefix(300) {
                try await pool.execute("SELECT 1")  // paces the cancellations
                task.cancel()
            }
            for task in tasks { await task.value }
            let final = tally.withLock { $0 }
            #expect(final.wrong == 0)
            #expect(final.unexpected == [])
            #expect(final.right >= 1000)
            #expect(final.cancelled > 0)
            try await expectHealth(of: pool)
        }
    }

    /// Every connection of the pool is idle, known to the server, and answers correctly.
    private func expectHealth(of pool: PostgresPool) async throws {
        let statistics = pool.statistics
        #expect(statistics.idle == statistics.open)
        #expect(statistics.waiting == 0)
        let row = try await pool.query(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
        ).first
        #expect(try row?.decode(Int.self) == statistics.open)
        try await withThrowingTaskGroup { group in
            for token in 0..<100 {
                group.addTask { try await (token, pool.query("SELECT \(token)").first?.decode(Int.self)) }
            }
            for try await (token, answer) in group { #expect(answer == token) }
        }
    }
}
