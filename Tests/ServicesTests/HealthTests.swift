import Postgres
import Services
import TestSupport
import Testing
import TownSupport

@Suite struct HealthTests {
    @Test func aServerThatCanWriteIsHealthy() async throws {
        try await TestTown.with { test in
            let health = await HealthService(database: test.database).check()
            #expect(health.status == .ok)
            let beats = try await test.count("heartbeats WHERE beat_at > now() - interval '1 minute'")
            #expect(beats == 1)
        }
    }

    @Test func aReadOnlyDatabaseIsUnavailable() async throws {
        try await TestTown.with { test in
            let name = try await test.pool.query("SELECT current_database()").only(String.self)
            try await test.pool.execute(SQL(raw: "ALTER DATABASE \(name) SET default_transaction_read_only = on"))
            let health = await HealthService(database: test.database).check()
            #expect(health.status == .unavailable)
            #expect(!health.database)
        }
    }

    @Test func aHangingWriteIsReportedSoonToAllCallers() async throws {
        try await TestTown.with { test in
            let service = HealthService(database: test.database, patience: .milliseconds(200))
            let begin = ContinuousClock.now
            let statuses = try await test.pool.withTransaction { transaction in
                try await transaction.execute("LOCK TABLE heartbeats")
                return await withTaskGroup(of: Health.Status.self) { group in
                    for _ in 0..<100 { group.addTask { await service.check().status } }
                    return await group.reduce(into: Set<Health.Status>()) { $0.insert($1) }
                }
            }
            #expect(statuses == [.unavailable])
            #expect(ContinuousClock.now - begin < .seconds(5))
            let after = await service.check()
            #expect(after.status == .ok)
        }
    }

    @Test func anUnreachableServerIsUnavailable() async {
        let database = Database(url: "host=/nowhere", poolSize: 2, logger: .silent)
        let health = await HealthService(database: database).check()
        #expect(health.status == .unavailable)
        await database.close()
    }
}
