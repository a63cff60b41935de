import Jobs
import Locking
import Postgres
import Testing

@Suite(.timeLimit(.minutes(10))) struct JobRescueTests {
    /// The first worker is in the middle of its batch when its connections are terminated; the second does the jobs;
    /// then the first continues.
    private func expectDoneOnce(cuttingOnlyItsSession: Bool) async throws {
        try await QueueDatabase.with { queue in
            try await queue.enqueue(5)
            let held = Progress()
            let freed = Progress()
            let slow = RecordingHandler(
                name: "slow",
                meanwhile: { _ in
                    held.advance()
                    await freed.finished()
                }
            )
            let slowWorker = queue.worker([slow], name: "slow") { $0.concurrency = 1 }
            try await GracefulStop.run(slowWorker) { stop in
                await held.finished()
                try await queue.terminate("slow", onlyItsSession: cuttingOnlyItsSession)
                try await queue.running([queue.worker([RecordingHandler(name: "quick")], name: "quick")]) {
                    try await queue.isEmpty("jobs")
                }
                freed.advance()
                stop()
            }
            #expect(try await queue.count("effects") == 5)
            #expect(try await queue.count("effects WHERE worker = 'quick'") == 5)
            #expect(try await queue.count("jobs") == 0)
            #expect(try await queue.count("dead_jobs") == 0)
        }
    }

    @Test func theJobsOfAVanishedWorkerAreDoneOnceByAnother() async throws {
        try await expectDoneOnce(cuttingOnlyItsSession: false)
    }

    @Test func aWorkerConsideredDeadCannotComplete() async throws {
        try await expectDoneOnce(cuttingOnlyItsSession: true)
    }

    @Test func theAttemptOfAVanishedWorkerCounts() async throws {
        try await QueueDatabase.with { queue in
            try await queue.enqueue(2, maximumAttempts: 2)
            // Two jobs of a worker that no longer exists, one of them at its last attempt.
            try await queue.pool.execute("UPDATE jobs SET worker_id = 1, claimed_at = now(), attempt = job_id")
            let attempts = Locked<[Int16]>([])
            let handler = RecordingHandler(meanwhile: { jobs in attempts.withLock { $0 += jobs.map(\.attempt) } })
            try await queue.running([queue.worker([handler])]) { try await queue.isEmpty("jobs") }
            #expect(attempts.withLock { $0 } == [2])
            let dead = try await JobQueue.failed(limit: 10, on: queue.pool)
            #expect(dead.map(\.id) == [2])
            #expect(dead.first?.errors.map(\.error) == ["the worker vanished"])
        }
    }

    @Test func jobsSurviveARestartOfAllConnections() async throws {
        try await QueueDatabase.with { queue in
            try await queue.enqueue(2_000, maximumAttempts: 1_000)
            let tenth = Progress(200)
            let handler = RecordingHandler(batchSize: 10, progress: tenth)
            try await queue.running([queue.worker([handler], name: "a"), queue.worker([handler], name: "b")]) {
                await tenth.finished()
                for _ in 0..<5 {
                    try await queue.terminate("a")
                    try await queue.terminate("b")
                }
                try await queue.isEmpty("jobs")
            }
            let (done, different) = try await queue.pool.query("SELECT count(*), count(DISTINCT job_id) FROM effects")
                .only((Int, Int).self)
            #expect(done == 2_000)
            #expect(different == 2_000)
        }
    }
}
