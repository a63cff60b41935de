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
            let unavailable = ServiceError.unavailable(retryAfterSeconds: 5)
            await #expect(throws: unavailable) { try await test.submit("Ещё") }
            await #expect(throws: unavailable) {
                try await AppealCasework(town: test.town).withdraw(author.number, code: author.code)
            }
            #expect(try await test.count("appeals") == 1)
            let view = try await AppealService(town: test.town).authorView(author.number, code: author.code)
            #expect(view.state == .registered)
            #expect(try await StaffService(town: test.town).authenticate(token: TestTown.token(of: "anna")) != nil)
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
