import Locking
import Postgres
import TestSupport
import Testing

@Suite struct PoolTests {
    /// Lets other tasks run until `condition` is true.
    private func reach(_ condition: () -> Bool) async {
        while !condition() { await Task.yield() }
    }

    @Test func waitingTooLongForAConnectionIsACheckoutTimeout() async throws {
        try await TestDatabase.withPool { configuration in
            configuration.poolSize = 1
            configuration.checkoutTimeout = .milliseconds(50)
        } _: { pool in
            while (try? await pool.query("SELECT 1")) == nil {}  // connected, however long that takes
            try await pool.withConnection { connection in
                let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
                #expect(error?.code == .checkoutTimeout)
                #expect(error?.message.contains("1 of 1 in use") == true)
                try await connection.execute("SELECT 1")
            }
            #expect(try await pool.query("SELECT 1").count == 1)
        }
    }

    @Test func aTaskBeyondTheMaximumWaitingIsRefused() async throws {
        try await TestDatabase.withPool { configuration in
            configuration.poolSize = 1
            configuration.maximumWaiting = 0
        } _: { pool in
            let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
            #expect(error?.code == .tooManyWaiting)
        }
    }

    @Test func waitersAreServedInOrder() async throws {
        try await TestDatabase.withPool(configure: { $0.poolSize = 1 }) { pool in
            let served = Locked<[Int]>([])
            try await withThrowingTaskGroup { group in
                try await pool.withConnection { _ in
                    for number in 0..<20 {
                        group.addTask {
                            try await pool.withConnection { _ in served.withLock { $0.append(number) } }
                        }
                        await reach { pool.statistics.waiting == number + 1 }
                    }
                }
                try await group.waitForAll()
            }
            #expect(served.withLock { $0 } == Array(0..<20))
        }
    }

    @Test func idleConnectionsReturnToTheServer() async throws {
        try await TestDatabase.with { database in
            let observer = PostgresPool(PostgresConfiguration(database.conninfo), logger: .silent)
            func connections() async throws -> Int {
                try await observer.query(
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'idle test'"
                ).only(Int.self)
            }
            var configuration = PostgresConfiguration(database.conninfo)
            configuration.applicationName = "idle test"
            configuration.poolSize = 3
            configuration.idleTimeout = .milliseconds(50)
            let pool = PostgresPool(configuration, logger: .silent)
            try await withThrowingTaskGroup { group in
                for _ in 0..<3 { group.addTask { try await pool.query("SELECT pg_sleep(0.02)") } }
                try await group.waitForAll()
            }
            #expect(pool.statistics.open > 0)
            while try await connections() > 0 {}
            #expect(pool.statistics == PoolStatistics(open: 0, idle: 0, waiting: 0))
            #expect(try await pool.withProbe { try await $0.query("SELECT 1").only(Int.self) } == 1)
            while try await connections() > 0 {}
            #expect(pool.statistics.open == 0)
            await pool.close()
            await observer.close()
        }
    }

    @Test func cancelledWaitersLeaveTheQueue() async throws {
        try await TestDatabase.withPool(configure: { $0.poolSize = 1 }) { pool in
            try await pool.withConnection { _ in
                let task = Task { try await pool.query("SELECT 1") }
                await reach { pool.statistics.waiting == 1 }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(pool.statistics.waiting == 0)
            }
        }
    }

    @Test func connectionsWithOpenTransactionsAreNotReused() async throws {
        try await TestDatabase.withPool(configure: { $0.poolSize = 1 }) { pool in
            let first = try await pool.withConnection { connection in
                try await connection.execute("BEGIN")
                return connection.backendProcessID
            }
            let second = try await pool.withConnection { $0.backendProcessID }
            #expect(first != second)
        }
    }

    @Test func connectionsCannotBeUsedAfterTheirClosure() async throws {
        try await TestDatabase.withPool { pool in
            let escaped = try await pool.withConnection { $0 }
            let error = await #expect(throws: PostgresError.self) { try await escaped.query("SELECT 1") }
            #expect(error?.code == .misuse)
        }
    }

    @Test func closeWaitsForLentConnections() async throws {
        try await TestDatabase.with { database in
            let pool = PostgresPool(PostgresConfiguration(database.conninfo), logger: .silent)
            let events = Locked<[String]>([])
            let (lent, mayReturn) = (Gate(), Gate())
            let user = Task {
                try await pool.withConnection { connection in
                    lent.open()
                    await mayReturn.wait()
                    try await connection.execute("SELECT 1")
                    events.withLock { $0.append("returned") }
                }
            }
            await lent.wait()
            let closing = Task {
                await pool.close()
                events.withLock { $0.append("closed") }
            }
            // When a connection is refused, the pool is closing.
            while (try? await pool.query("SELECT 1")) != nil {}
            mayReturn.open()
            try await user.value
            await closing.value
            #expect(events.withLock { $0 } == ["returned", "closed"])
            let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
            #expect(error?.code == .poolClosed)
        }
    }

    @Test func unreachableServersOpenTheCircuit() async throws {
        let pool = PostgresPool(PostgresConfiguration("host=/nowhere"), logger: .silent)
        let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
        #expect(error?.code == .circuitOpen)
        #expect(error?.message.contains("/nowhere") == true)
        await pool.close()
    }

    @Test func everySessionHasTheConfiguredSettings() async throws {
        try await TestDatabase.withPool { configuration in
            configuration.sessionSettings = [.init(name: "statement_timeout", value: "1234ms")]
            configuration.applicationName = "settings-test"
        } _: { pool in
            let rows = try await pool.query(
                "SELECT current_setting('statement_timeout'), current_setting('application_name')"
            )
            let (timeout, name) = try rows.only((String, String).self)
            #expect(timeout == "1234ms")
            #expect(name == "settings-test")
        }
    }
}
