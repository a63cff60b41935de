import Foundation
import Jobs
import Municipality
import Postgres
import ServiceLifecycle
import Services
import Testing
import TownSupport
import Workers

@Suite(.timeLimit(.minutes(10))) struct RouteHandlerTests {
    /// Runs the town's worker for the duration of `body`.
    private func working(on test: TestTown, _ body: @Sendable @escaping () async throws -> Void) async throws {
        let worker = TownWorker.make(on: test.database, concurrency: 2)
        try await withThrowingTaskGroup { group in
            group.addTask { try await worker.run() }
            try await body()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    @Test func aJobWhoseAppealDoesNotExistIsGivenUpVisiblyAndTheOthersAreDone() async throws {
        try await TestTown.with { test in
            for index in 0..<3 { _ = try await test.submit("Холодно \(index)", house: 1, category: "heating.none") }
            try await test.pool.execute(
                """
                UPDATE jobs SET arguments = jsonb_set(arguments, '{appeals}', arguments -> 'appeals' || '[4711]'),
                    size = size + 1, maximum_attempts = 1
                WHERE job_id = (SELECT min(job_id) FROM jobs WHERE kind = 'route')
                """
            )
            try await working(on: test) {
                while try await test.count("jobs WHERE kind = 'route'") > 0 { await Task.yield() }
            }
            #expect(try await test.count("appeals WHERE state = 'routed'") == 3)
            let dead = try await QueueAdministration(database: test.database).failed(limit: 10, by: .console)
            #expect(dead.map(\.kind) == ["route"])
            #expect(dead.first?.errors.last?.error == "municipality 1 has no appeal with the id 4711")
        }
    }

    @Test func aJobWhoseAppealNoLongerWaitsIsDone() async throws {
        try await TestTown.with { test in
            let receipt = try await test.submit("Холодно", house: 1, category: "heating.none")
            let author = try test.author(of: receipt)
            _ = try await AppealCasework(town: test.town).withdraw(author.number, code: author.code)
            try await working(on: test) {
                while try await test.count("jobs WHERE kind = 'route'") > 0 { await Task.yield() }
            }
            #expect(try await test.count("dead_jobs") == 0)
        }
    }

    @Test func jobsOfABrokenTownWaitAndOthersAreDone() async throws {
        try await TestTown.with { test in
            try await test.makeTowns(1)
            let other = try await test.town("town-2")
            for town in [other, test.town] {
                _ = try await IntakeService(town: town, intake: test.line).submit(
                    AppealSubmission(text: "Холодно"),
                    idempotencyKey: nil,
                    bodyHash: [],
                    now: Date()
                )
            }
            try await test.breakTown("town-2")
            try await working(on: test) {
                while try await test.count("appeals WHERE municipality_id = 1 AND state = 'registered'") > 0 {
                    await Task.yield()
                }
                while try await test.count("jobs WHERE jsonb_array_length(errors) > 0") == 0 { await Task.yield() }
                try await test.pool.execute("UPDATE municipalities SET time_zone = 'Asia/Omsk' WHERE code = 'town-2'")
                try await test.pool.execute("UPDATE jobs SET run_at = now()")
                while try await test.count("jobs WHERE kind = 'route'") > 0 { await Task.yield() }
            }
            #expect(try await test.count("appeals WHERE state = 'registered'") == 0)
            #expect(try await test.count("dead_jobs") == 0)
        }
    }
}
