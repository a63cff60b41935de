import Jobs
import Postgres
import TestSupport
import Testing

@Suite struct JobWorkerTests {
    @Test func jobsExistWithTheirTransaction() async throws {
        try await QueueDatabase.with { queue in
            await #expect(throws: Refusal.self) {
                try await queue.pool.withTransaction { transaction in
                    try await JobQueue.enqueue([NewJob("test")], in: transaction)
                    throw Refusal()
                }
            }
            #expect(try await queue.count("jobs") == 0)
            try await queue.enqueue(1)
            #expect(try await queue.count("jobs") == 1)
        }
    }

    @Test func severalWorkersDoEveryJobOnce() async throws {
        try await QueueDatabase.with { queue in
            try await queue.enqueue(3_000)
            let progress = Progress(3_000)
            let workers = (0..<3).map { _ in queue.worker([RecordingHandler(batchSize: 50, progress: progress)]) }
            try await queue.run(workers, until: progress)
            // What was cancelled on its way was rolled back and is still there.
            let (done, once) = try await queue.pool.query("SELECT count(*), count(DISTINCT job_id) FROM effects")
                .only((Int, Int).self)
            #expect(done == once)
            #expect(try await queue.count("jobs") == 3_000 - done)
            let rest = Progress(3_000 - done)
            if done < 3_000 { try await queue.run([queue.worker([RecordingHandler(progress: rest)])], until: rest) }
        }
    }

    @Test func aBadJobFailsAloneAndIsGivenUpInTheEnd() async throws {
        try await QueueDatabase.with { queue in
            try await queue.enqueue(10, maximumAttempts: 3)
            let bad = try await queue.pool.query("SELECT min(job_id) + 4 FROM jobs").only(Int64.self)
            // Nine good ones and three attempts of the bad one.
            let progress = Progress(12)
            let handler = RecordingHandler(progress: progress, failure: { $0.id == bad ? Refusal() : nil })
            let worker = queue.worker([handler])
            try await withThrowingTaskGroup { group in
                group.addTask { try await worker.run() }
                await progress.finished()
                while try await queue.count("jobs") > 0 { await Task.yield() }
                group.cancelAll()
                try await group.waitForAll()
            }
            #expect(try await queue.count("effects") == 9)
            #expect(try await queue.count("jobs") == 0)
            let dead = try await JobQueue.failed(limit: 10, on: queue.pool)
            #expect(dead.map(\.id) == [bad])
            #expect(dead.first?.errors.map(\.attempt) == [1, 2, 3])
            #expect(dead.first?.errors.first?.error == "Refusal()")

            #expect(try await JobQueue.requeue(.kind("other"), on: queue.pool) == 0)
            #expect(try await JobQueue.requeue(.ids([bad]), on: queue.pool) == 1)
            let again = Progress(1)
            try await queue.finish(queue.worker([RecordingHandler(progress: again)]), until: again)
            #expect(try await queue.count("effects") == 10)
        }
    }

    @Test func oneUniqueKeyOneJob() async throws {
        try await QueueDatabase.with { queue in
            let enqueued = try await queue.pool.withTransaction { transaction in
                try await JobQueue.enqueue(
                    [NewJob("test", uniqueKey: "a"), NewJob("test", uniqueKey: "b"), NewJob("test", uniqueKey: "a")],
                    in: transaction
                )
            }
            #expect(enqueued == 2)
        }
    }

    @Test func whatAVanishedWorkerHeldIsDoneOnceByAnother() async throws {
        try await QueueDatabase.with { queue in
            try await queue.enqueue(5)
            let held = Progress(1)
            let freed = Progress(1)
            let first = Progress(5)
            // The first worker stands in the middle of its batch …
            let slow = RecordingHandler(
                progress: first,
                meanwhile: { _ in
                    held.advance()
                    await freed.finished()
                }
            )
            let second = Progress(5)
            let slowWorker = queue.worker([slow])
            let quickWorker = queue.worker([RecordingHandler(progress: second)])
            try await withThrowingTaskGroup { group in
                group.addTask { try await slowWorker.run() }
                await held.finished()
                // … when its listening connection, by which others see that it lives, is cut.
                try await queue.pool.execute(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND query LIKE 'LISTEN%'
                    """
                )
                group.addTask { try await quickWorker.run() }
                await second.finished()
                while try await queue.count("jobs") > 0 { await Task.yield() }
                freed.advance()
                await first.finished()
                group.cancelAll()
                try await group.waitForAll()
            }
            #expect(try await queue.count("effects") == 5)
            #expect(try await queue.count("jobs") == 0)
        }
    }

    @Test func graceIsGivenToWhatWasBegun() async throws {
        try await QueueDatabase.with { queue in
            try await queue.enqueue(40)
            let held = Progress(1)
            let freed = Progress(1)
            let progress = Progress(40)
            let handler = RecordingHandler(
                batchSize: 10, progress: progress,
                meanwhile: { _ in
                    held.advance()
                    await freed.finished()
                }
            )
            let worker = queue.worker([handler]) { $0.concurrency = 1 }
            try await GracefulStop.run(worker) { stop in
                await held.finished()
                stop()
                freed.advance()
            }
            // One batch was finished, the others were left as they were.
            #expect(try await queue.count("effects") == 10)
            #expect(try await queue.count("jobs WHERE attempt = 0 AND worker_id IS NULL") == 30)
        }
    }

    @Test func aPeriodicJobRunsOnceAPeriodWhateverTheNumberOfWorkers() async throws {
        try await QueueDatabase.with { queue in
            let progress = Progress(1)
            let schedule = JobSchedule("nightly", kind: "test", every: .seconds(3_600))
            let ticks = Progress(1)
            let workers = (0..<3).map { _ in
                queue.worker([RecordingHandler(progress: progress)], schedules: [schedule])
            }
            try await withThrowingTaskGroup { group in
                for worker in workers { group.addTask { try await worker.run() } }
                await progress.finished()
                // A job of another period would come before this one.
                try await queue.enqueue(1, kind: "marker")
                group.addTask {
                    try await queue.worker([RecordingHandler(kind: "marker", progress: ticks)], schedules: [schedule])
                        .run()
                }
                await ticks.finished()
                group.cancelAll()
                try await group.waitForAll()
            }
            #expect(try await queue.count("effects WHERE job_id NOT IN (SELECT job_id FROM jobs)") >= 1)
            #expect(try await queue.count("jobs WHERE kind = 'test'") == 0)
            #expect(try await queue.count("job_schedules") == 1)
        }
    }

    @Test func aSignalWakesAWorkerThatHardlyPolls() async throws {
        try await QueueDatabase.with { queue in
            let progress = Progress(1)
            let worker = queue.worker([RecordingHandler(progress: progress)]) { $0.pollInterval = .seconds(86_400) }
            let signal = JobSignal(pool: queue.pool, logger: .silent)
            try await withThrowingTaskGroup { group in
                group.addTask { try await worker.run() }
                group.addTask { try await signal.run() }
                try await queue.enqueue(1)
                signal.wake()
                await progress.finished()
                group.cancelAll()
                try await group.waitForAll()
            }
            let status = try await JobQueue.status(on: queue.pool)
            #expect(status.allSatisfy { $0.dead == 0 })
        }
    }
}

@Suite struct JobBackoffTests {
    @Test func delaysDoubleUpToTheLongest() {
        let backoff = JobBackoff(first: .seconds(1), longest: .seconds(60))
        #expect(backoff.delay(afterAttempt: 1, chance: 0.5) == .seconds(1))
        #expect(backoff.delay(afterAttempt: 4, chance: 0.5) == .seconds(8))
        #expect(backoff.delay(afterAttempt: 1_000, chance: 0.5) == .seconds(60))
        #expect(backoff.delay(afterAttempt: 1, chance: 0) == .milliseconds(750))
        #expect(backoff.delay(afterAttempt: 1, chance: 1) == .milliseconds(1_250))
    }
}
