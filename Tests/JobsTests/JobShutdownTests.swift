import Jobs
import Postgres
import Testing

@Suite(.timeLimit(.minutes(10))) struct JobShutdownTests {
    @Test func batchesInProgressAreFinishedOnShutdown() async throws {
        try await QueueDatabase.with { queue in
            try await queue.enqueue(40)
            let held = Progress()
            let freed = Progress()
            let handler = RecordingHandler(
                meanwhile: { _ in
                    held.advance()
                    await freed.finished()
                }
            )
            try await GracefulStop.run(queue.worker([handler]) { $0.concurrency = 1 }) { stop in
                await held.finished()
                stop()
                freed.advance()
            }
            let done = try await queue.count("effects")
            // A second batch may have begun before the worker noticed the stop.
            #expect(done >= 10 && done.isMultiple(of: 10))
            #expect(try await queue.count("jobs WHERE attempt = 0 AND worker_id IS NULL") == 40 - done)
        }
    }

    @Test func batchesThatTakeTooLongAreReturnedWithoutCountingAnAttempt() async throws {
        try await QueueDatabase.with { queue in
            try await queue.enqueue(5)
            let held = Progress()
            let never = Progress()
            let handler = RecordingHandler(
                meanwhile: { _ in
                    held.advance()
                    await never.finished()
                }
            )
            // Another worker looks for orphaned jobs meanwhile.
            try await queue.running([queue.worker([])]) {
                try await GracefulStop.run(queue.worker([handler]) { $0.drainTimeout = .zero }) { stop in
                    await held.finished()
                    stop()
                }
            }
            #expect(try await queue.count("effects") == 0)
            #expect(try await queue.count("jobs WHERE attempt = 0 AND worker_id IS NULL AND errors = '[]'") == 5)
        }
    }

    @Test func aCancelledWorkerReturnsItsJobs() async throws {
        try await QueueDatabase.with { queue in
            try await queue.enqueue(5)
            let held = Progress()
            let never = Progress()
            let handler = RecordingHandler(
                meanwhile: { _ in
                    held.advance()
                    await never.finished()
                }
            )
            try await queue.running([queue.worker([handler])]) { await held.finished() }
            #expect(try await queue.count("effects") == 0)
            #expect(try await queue.count("jobs WHERE attempt = 0 AND worker_id IS NULL") == 5)
        }
    }
}
