import Foundation
import Jobs
import Municipality
import Postgres
import Services
import Store
import TestSupport
import Testing
import TownSupport
import Workers

/// A town that moves refuses writes and can still be read.
@Suite struct TownFenceTests {
    func fence(_ test: TestTown, _ state: TownState) async throws {
        try await test.pool.execute(
            """
            UPDATE municipalities SET state = \(state.rawValue)::town_state, move_id = gen_random_uuid(), move_peer = 'there'
            """
        )
    }

    @Test(arguments: [TownState.moving, .moved, .arriving])
    func aTownThatIsNotActiveRefusesWrites(state: TownState) async throws {
        try await TestTown.with(as: .server) { test in
            let author = try test.author(of: try await test.submit("Холодно", house: 1))
            try await fence(test, state)
            let refusal = ServiceError.takesNoWrites(retryAfterSeconds: 5)
            await #expect(throws: refusal) { try await test.submit("Ещё") }
            await #expect(throws: refusal) {
                try await AppealCasework(town: test.town).withdraw(author.number, code: author.code)
            }
            #expect(try await test.count("appeals") == 1)
            let view = try await AppealService(town: test.town).authorView(author.number, code: author.code)
            #expect(view.state == .registered)
            #expect(try await TokenService(town: test.town).authenticate(TestTown.token(of: "anna")) != nil)
            let month = Month(containing: Day(of: Date(), in: test.town.timeZone))
            let report = try await StatisticsService(town: test.town).report(month, by: .console)
            #expect(report.totals.opened == 1)
            // Maintenance skips the town.
            try await Maintenance(database: test.database).perform()
        }
    }

    @Test func aSessionThatReadsCannotWrite() async throws {
        try await TestTown.with { test in
            try await test.pool.withConnection { connection in
                let session = TownSession(reading: connection, municipality: test.town.id, actor: .worker, now: Date())
                let refusal = await #expect(throws: PostgresError.self) {
                    try await session.execute("UPDATE houses SET floors = 1")
                }
                #expect(refusal?.sqlState?.rawValue == "25006")
            }
            #expect(try await test.count("houses WHERE floors = 1") == 0)
        }
    }

    /// Host names are read before the town is known, but they belong to the town and move with it.
    @Test(arguments: [TownState.moving, .moved, .arriving])
    func hostNamesOfATownThatMovesCannotBeChanged(state: TownState) async throws {
        try await TestTown.with(as: .server) { test in
            let hosts = TownHosts(database: test.database)
            _ = try await hosts.add("a.example", to: test.town, by: .console)
            try await fence(test, state)
            let refusal = ServiceError.takesNoWrites(retryAfterSeconds: 5)
            await #expect(throws: refusal) { try await hosts.add("b.example", to: test.town, by: .console) }
            await #expect(throws: refusal) { try await hosts.remove("a.example", by: .console) }
            #expect(try await hosts.all(by: .console).map(\.host) == ["a.example"])
        }
    }

    /// The name of a town that is out of service, here because of its time zone, can be removed.
    @Test func aHostNameOfABrokenTownCanBeRemoved() async throws {
        try await TestTown.with(as: .server) { test in
            try await test.makeTowns(1)
            let hosts = TownHosts(database: test.database)
            _ = try await hosts.add("a.example", to: test.town, by: .console)
            _ = try await hosts.add("b.example", to: try await test.town("town-2"), by: .console)
            try await test.breakTown("town-2")
            try await hosts.remove("b.example", by: .console)
            #expect(try await hosts.all(by: .console).map(\.host) == ["a.example"])
            await #expect(throws: ServiceError.notFound("host name b.example")) {
                try await hosts.remove("b.example", by: .console)
            }
        }
    }

    /// A move may have copied them already.
    @Test func deadJobsOfATownThatMovesCannotBeRequeued() async throws {
        try await TestTown.with(as: .server) { test in
            try await test.makeTowns(1)
            try await test.pool.execute(
                """
                INSERT INTO dead_jobs (job_id, kind, arguments, priority, attempt, maximum_attempts, size, errors, created_at)
                SELECT town, 'route', jsonb_build_object('municipality', town, 'appeals', '[]'::jsonb), 0, 20, 20, 1, '[]',
                    now()
                FROM generate_series(1, 2) AS town
                """
            )
            let queue = QueueAdministration(database: test.database)
            try await test.pool.execute(
                """
                UPDATE municipalities SET state = 'moving', move_id = gen_random_uuid(), move_peer = 'there'
                WHERE code = 'test'
                """
            )
            for selection in [JobQueue.Selection.all, .kind(.route), .ids([1])] {
                let refusal = await #expect(throws: ServiceError.self) {
                    _ = try await queue.requeue(selection, by: .console)
                }
                guard case .conflict(let words)? = refusal else {
                    Issue.record(Comment(rawValue: String(describing: refusal)))
                    return
                }
                #expect(words.contains("of test, which takes no writes"))
            }
            #expect(try await test.count("dead_jobs") == 2)
            #expect(try await queue.requeue(.ids([2]), by: .console) == 1)
            #expect(try await test.count("jobs WHERE job_id = 2") == 1)
            #expect(try await test.count("dead_jobs") == 1)
        }
    }

    @Test func theQueueCanBeLimitedToATown() async throws {
        try await TestTown.with(as: .server) { test in
            try await test.makeTowns(1)
            try await test.pool.execute(
                """
                INSERT INTO dead_jobs (job_id, kind, arguments, priority, attempt, maximum_attempts, size, errors, created_at)
                SELECT town, 'route', jsonb_build_object('municipality', town, 'appeals', '[]'::jsonb), 0, 20, 20, 1, '[]',
                    now()
                FROM generate_series(1, 2) AS town
                """
            )
            let queue = QueueAdministration(database: test.database, town: test.town)
            #expect(try await queue.status(by: .console).map(\.dead) == [1])
            #expect(try await queue.failed(limit: 10, by: .console).map(\.id) == [1])
            #expect(try await queue.requeue(.ids([2]), by: .console) == 0)
            #expect(try await queue.requeue(.all, by: .console) == 1)
            #expect(try await test.count("dead_jobs WHERE job_id = 2") == 1)
        }
    }

    @Test func routeJobsOfAMovingTownWaitWithoutCountingAnAttempt() async throws {
        try await TestTown.with(as: .server) { test in
            _ = try await test.submit("Холодно", house: 1, category: "heating.none")
            try await fence(test, .moving)
            try await withThrowingTaskGroup(of: Void.self) { group in
                let worker = TownWorker.make(on: test.database, concurrency: 1)
                group.addTask { try await worker.run() }
                let putOff = "jobs WHERE worker_id IS NULL AND attempt = 0 AND errors = '[]' AND run_at > now()"
                while try await test.count(putOff) == 0 { worker.wake() }
                #expect(try await test.count("appeals WHERE state = 'registered'") == 1)

                try await test.pool.execute("UPDATE municipalities SET state = 'active'")
                try await test.pool.execute("UPDATE jobs SET run_at = now()")
                while try await test.count("jobs WHERE kind = 'route'") > 0 { worker.wake() }
                group.cancelAll()
            }
            #expect(try await test.count("appeals WHERE state = 'routed'") == 1)
            #expect(try await test.count("tickets") == 1)
        }
    }
}
