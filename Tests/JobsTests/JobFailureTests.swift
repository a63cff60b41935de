import Jobs
import Locking
import Postgres
import Testing

@Suite(.timeLimit(.minutes(10))) struct JobFailureTests {
    @Test func aBadJobFailsAloneIsGivenUpAndCanBeRequeued() async throws {
        try await QueueDatabase.with { queue in
            try await queue.enqueue(10, maximumAttempts: 3)
            let handler = RecordingHandler(failure: { $0.id == 5 ? Refusal() : nil })
            try await queue.running([queue.worker([handler])]) { try await queue.isEmpty("jobs") }
            #expect(try await queue.count("effects") == 9)
            #expect(try await queue.count("effects WHERE job_id = 5") == 0)

            let dead = try await JobQueue.failed(limit: 10, on: queue.pool)
            #expect(dead.map(\.id) == [5])
            #expect(dead.first?.errors.map(\.attempt) == [1, 2, 3])
            #expect(dead.first?.errors.map(\.error) == ["Refusal()", "Refusal()", "Refusal()"])

            #expect(try await JobQueue.requeue(.kind("other"), on: queue.pool) == [])
            #expect(try await JobQueue.requeue(.ids([5]), on: queue.pool) == [5])
            #expect(try await JobQueue.requeue(.all, on: queue.pool) == [])
            try await queue.running([queue.worker([RecordingHandler()])]) { try await queue.isEmpty("jobs") }
            #expect(try await queue.count("effects WHERE job_id = 5") == 1)
        }
    }

    @Test func aFailedJobWaitsBeforeTheNextAttempt() async throws {
        try await QueueDatabase.with { queue in
            try await queue.enqueue()
            let handler = RecordingHandler(failure: { _ in Refusal() })
            let hour = JobBackoff(first: .seconds(3_600), longest: .seconds(3_600))
            try await queue.running([queue.worker([handler]) { $0.backoff = hour }]) {
                try await queue.isEmpty("jobs WHERE errors = '[]'")
            }
            #expect(try await queue.count("jobs WHERE attempt = 1 AND worker_id IS NULL") == 1)
            #expect(try await queue.count("jobs WHERE run_at > now() + interval '44 minutes'") == 1)
        }
    }

    @Test func aBadUnitOfManyFailsAlone() async throws {
        try await QueueDatabase.with { queue in
            try await queue.pool.withTransaction { transaction in
                let jobs = [2, 1, 3].map { NewJob("test", maximumAttempts: 2, size: $0) }
                try await JobQueue.enqueue(jobs, in: transaction)
            }
            let handled = Locked<[Int16]>([])
            let handler = RecordingHandler(
                failure: { $0.size > 1 || $0.arguments.contains("3.2") ? Refusal() : nil },
                meanwhile: { jobs in handled.withLock { $0 += jobs.map(\.attempt) } }
            )
            try await queue.running([queue.worker([handler])]) { try await queue.isEmpty("jobs") }
            #expect(try await queue.count("effects") == 5)
            // Dividing the job did not count as an attempt.
            #expect(handled.withLock { $0 } == [1, 1, 1, 1, 1])
            let dead = try await JobQueue.failed(limit: 10, on: queue.pool)
            #expect(dead.map { $0.errors.map(\.attempt) } == [[1, 2]])
        }
    }

    @Test func unitsOfAJobThatWasTriedBeforeAreTriedSeparately() async throws {
        try await QueueDatabase.with { queue in
            try await queue.pool.execute("INSERT INTO jobs (kind, size, attempt) VALUES ('test', 3, 1)")
            let sizes = Locked<[Int16]>([])
            let handler = RecordingHandler(meanwhile: { jobs in sizes.withLock { $0 += jobs.map(\.size) } })
            try await queue.running([queue.worker([handler])]) { try await queue.isEmpty("jobs") }
            #expect(sizes.withLock { $0 } == [1, 1, 1])
        }
    }

    @Test func anErrorWithCharactersThatCannotBeStoredIsStoredWithoutThem() async throws {
        struct Odd: Error, CustomStringConvertible { let description = "a\0b" + String(repeating: "c", count: 9_999) }
        try await QueueDatabase.with { queue in
            try await queue.enqueue(maximumAttempts: 1)
            let handler = RecordingHandler(failure: { _ in Odd() })
            try await queue.running([queue.worker([handler])]) { try await queue.isEmpty("jobs") }
            let dead = try await JobQueue.failed(limit: 1, on: queue.pool)
            #expect(dead.first?.errors.first?.error == "ab" + String(repeating: "c", count: 1_998))
        }
    }

    @Test func aDeadJobIsNotRequeuedWhileItsUniqueKeyIsTaken() async throws {
        try await QueueDatabase.with { queue in
            let job = NewJob("test", maximumAttempts: 1, uniqueKey: "a")
            try await queue.pool.withTransaction { _ = try await JobQueue.enqueue([job], in: $0) }
            let handler = RecordingHandler(failure: { _ in Refusal() })
            try await queue.running([queue.worker([handler])]) { try await queue.isEmpty("jobs") }
            try await queue.pool.withTransaction { _ = try await JobQueue.enqueue([job], in: $0) }
            #expect(try await JobQueue.requeue(.all, on: queue.pool) == [])
            #expect(try await queue.count("dead_jobs") == 1)
            #expect(try await queue.count("jobs") == 1)
        }
    }
}
