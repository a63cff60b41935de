import FoundationEssentials
import Jobs
import Locking
import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct JobWorkerTests {
    @Test func severalWorkersDoEveryJobOnce() async throws {
        try await QueueDatabase.with { queue in
            try await queue.enqueue(3_000)
            let workers = ["a", "b", "c"].map { queue.worker([RecordingHandler(batchSize: 20, name: $0)]) }
            try await queue.running(workers) { try await queue.isEmpty("jobs") }
            let (done, different) = try await queue.pool.query("SELECT count(*), count(DISTINCT job_id) FROM effects")
                .only((Int, Int).self)
            #expect(done == 3_000)
            #expect(different == 3_000)
        }
    }

    @Test func anIdleWorkerKeepsOneConnectionAndStillFindsJobs() async throws {
        try await QueueDatabase.with { queue in
            let schedule = JobSchedule("often", kind: "test", every: .seconds(3_600))
            let worker = queue.worker([RecordingHandler()], schedules: [schedule], idleTimeout: .milliseconds(20))
            func connections() async throws -> Int {
                try await queue.count("pg_stat_activity WHERE application_name = 'worker'")
            }
            try await queue.running([worker]) {
                while try await queue.count("effects") == 0 {}
                while try await connections() > 1 {}
                // Nothing wakes it.
                try await queue.enqueue()
                while try await queue.count("effects") == 1 {}
                while try await connections() > 1 {}
                #expect(try await connections() == 1)
            }
        }
    }

    @Test func batchesAreMeasuredInUnits() async throws {
        try await QueueDatabase.with { queue in
            try await queue.pool.withTransaction { transaction in
                let jobs = [4, 4, 4, 25, 1, 9, 1].map { NewJob("test", size: $0) }
                try await JobQueue.enqueue(jobs, in: transaction)
            }
            let batches = Locked<[[Int16]]>([])
            let handler = RecordingHandler(
                batchSize: 10,
                meanwhile: { jobs in batches.withLock { $0.append(jobs.map(\.size)) } }
            )
            try await queue.running([queue.worker([handler]) { $0.concurrency = 1 }]) {
                try await queue.isEmpty("jobs")
            }
            let sizes = batches.withLock { $0 }
            #expect(sizes.flatMap(\.self) == [4, 4, 4, 25, 1, 9, 1])
            #expect(sizes.allSatisfy { $0.count == 1 || $0.reduce(0, +) <= 10 })
            #expect(sizes.first == [4, 4])
        }
    }

    @Test func jobsEnqueuedDuringABatchAreTheNextBatch() async throws {
        try await QueueDatabase.with { queue in
            try await queue.enqueue(2)
            let held = Progress()
            let freed = Progress()
            let batches = Locked<[[Int64]]>([])
            let handler = RecordingHandler(
                meanwhile: { jobs in
                    batches.withLock { $0.append(jobs.map(\.id)) }
                    held.advance()
                    await freed.finished()
                }
            )
            let worker = queue.worker([handler]) { $0.concurrency = 3 }
            try await queue.running([worker]) {
                await held.finished()
                for _ in 0..<3 {
                    try await queue.enqueue()
                    worker.wake("test")
                }
                freed.advance()
                try await queue.isEmpty("jobs")
            }
            #expect(batches.withLock { $0 } == [[1, 2], [3, 4, 5]])
        }
    }

    @Test func moreRunnersHelpWhileManyJobsWait() async throws {
        try await QueueDatabase.with { queue in
            try await queue.enqueue(100)
            // None continues before three are in the middle of a batch.
            let three = Progress(3)
            let handler = RecordingHandler(
                meanwhile: { _ in
                    three.advance()
                    await three.finished()
                }
            )
            try await queue.running([queue.worker([handler]) { $0.concurrency = 3 }]) {
                try await queue.isEmpty("jobs")
            }
            #expect(try await queue.count("effects") == 100)
        }
    }

    @Test func laterJobsWaitAndUrgentJobsGoFirst() async throws {
        try await QueueDatabase.with { queue in
            try await queue.pool.withTransaction { transaction in
                let later = NewJob("test", runAt: Date(timeIntervalSinceNow: 3_600), priority: -2)
                try await JobQueue.enqueue([NewJob("test"), later, NewJob("test", priority: -1)], in: transaction)
            }
            let order = Locked<[Int64]>([])
            let handler = RecordingHandler(
                batchSize: 1,
                meanwhile: { jobs in order.withLock { $0 += jobs.map(\.id) } }
            )
            let worker = queue.worker([handler]) { $0.concurrency = 1 }
            try await queue.running([worker]) { try await queue.isEmpty("jobs WHERE run_at <= now()") }
            #expect(order.withLock { $0 } == [3, 1])
            #expect(try await queue.count("jobs WHERE job_id = 2 AND attempt = 0") == 1)
        }
    }

    @Test func aSignalWakesAWorkerBetweenPolls() async throws {
        try await QueueDatabase.with { queue in
            let both = Progress(2)
            let worker = queue.worker([RecordingHandler(progress: both)]) { $0.pollInterval = .seconds(86_400) }
            let signal = JobSignal("test", pool: queue.pool, logger: .silent)
            try await queue.enqueue()
            try await GracefulStop.run(worker, signal) { stop in
                // It has looked by itself once, when it began to listen.
                try await queue.isEmpty("jobs")
                try await queue.enqueue()
                signal.wake()
                await both.finished()
                stop()
            }
            #expect(try await queue.count("effects") == 2)
        }
    }

    @Test func aPeriodicJobRunsOnceAPeriodWhateverTheNumberOfWorkers() async throws {
        try await QueueDatabase.with { queue in
            let nightly = JobSchedule("nightly", kind: "nightly", every: .seconds(3_600))
            // Checked after the other schedule, so that its job shows that a worker has checked both.
            let markers = (0..<3).map { JobSchedule("marker \($0)", kind: "marker", every: .seconds(3_600)) }
            let handlers = [RecordingHandler(kind: "nightly", name: "nightly"), RecordingHandler(kind: "marker")]
            let workers = markers.map { queue.worker(handlers, schedules: [nightly, $0]) }
            try await queue.running(workers) {
                for periods in 1...2 {
                    while try await queue.count("effects WHERE worker = 'nightly'") < periods { await Task.yield() }
                    while try await queue.count("effects WHERE worker = ''") < 3 * periods { await Task.yield() }
                    try await queue.isEmpty("jobs")
                    #expect(try await queue.count("effects WHERE worker = 'nightly'") == periods)
                    // The period is over.
                    try await queue.pool.execute("UPDATE job_schedules SET ran_at = ran_at - interval '1 hour'")
                }
            }
        }
    }
}
