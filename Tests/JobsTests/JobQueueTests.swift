import FoundationEssentials
import Jobs
import Locking
import Postgres
import Testing

@Suite(.timeLimit(.minutes(10))) struct JobQueueTests {
    @Test func jobsExistOnceTheirTransactionCommits() async throws {
        try await QueueDatabase.with { queue in
            await #expect(throws: Refusal.self) {
                try await queue.pool.withTransaction { transaction in
                    try await JobQueue.enqueue([NewJob("test")], in: transaction)
                    throw Refusal()
                }
            }
            #expect(try await queue.count("jobs") == 0)
            try await queue.pool.withTransaction { transaction in
                try await JobQueue.enqueue([NewJob("test")], in: transaction)
                #expect(try await queue.count("jobs") == 0)
            }
            #expect(try await queue.count("jobs") == 1)
        }
    }

    @Test func aUniqueKeyHasAtMostOneJob() async throws {
        try await QueueDatabase.with { queue in
            let jobs = [
                NewJob("test", uniqueKey: "a"), NewJob("test", uniqueKey: "b"), NewJob("test", uniqueKey: "a"),
                NewJob("other", uniqueKey: "a"), NewJob("test"), NewJob("test"),
            ]
            let first = try await queue.pool.withTransaction { try await JobQueue.enqueue(jobs, in: $0) }
            #expect(first == 5)
            let second = try await queue.pool.withTransaction { try await JobQueue.enqueue(jobs, in: $0) }
            #expect(second == 2)
        }
    }

    @Test func statusCountsUnitsByKind() async throws {
        try await QueueDatabase.with { queue in
            try await queue.pool.withTransaction { transaction in
                let later = NewJob("b", runAt: Date(timeIntervalSinceNow: 3_600))
                try await JobQueue.enqueue([NewJob("a"), NewJob("a", size: 3), NewJob("b"), later], in: transaction)
            }
            try await queue.pool.execute("UPDATE jobs SET worker_id = 1, claimed_at = now() WHERE job_id = 1")
            let status = try await JobQueue.status(on: queue.pool)
            #expect(status.map(\.kind) == ["a", "b"])
            #expect(status.map(\.ready) == [3, 1])
            #expect(status.map(\.scheduled) == [0, 1])
            #expect(status.map(\.running) == [1, 0])
            #expect(status.map(\.dead) == [0, 0])
            #expect(status.allSatisfy { $0.oldestReadySeconds.map { $0 >= 0 } == true })
        }
    }

    @Test func aPlainInsertIsAJobAndItsArgumentsArrive() async throws {
        struct Arguments: Codable, Equatable { let name: String }
        try await QueueDatabase.with { queue in
            let decoded = Locked<[Arguments]>([])
            let handler = RecordingHandler(meanwhile: { jobs in
                let arguments = try jobs.map { try $0.decode(Arguments.self) }
                decoded.withLock { $0 += arguments }
            })
            try await queue.pool.execute("INSERT INTO jobs (kind, arguments) VALUES ('test', '{\"name\": \"дом\"}')")
            try await queue.running([queue.worker([handler])]) { try await queue.isEmpty("jobs") }
            #expect(decoded.withLock { $0 } == [Arguments(name: "дом")])
        }
    }
}
