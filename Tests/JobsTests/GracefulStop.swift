import Jobs
import Logging
import ServiceLifecycle
import TestSupport

/// Runs a worker in a service group, as the program does.
enum GracefulStop {
    /// Returns when the group has ended, which `body` brings about by calling what it is given.
    static func run(_ worker: JobWorker, _ body: (@Sendable () -> Void) async throws -> Void) async throws {
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let group = ServiceGroup(services: [worker], logger: .silent)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            tasks.addTask {
                for await _ in asked {}
                await group.triggerGracefulShutdown()
            }
            try await body { ask.finish() }
            try await tasks.waitForAll()
        }
    }
}

extension QueueDatabase {
    /// Runs one worker until its batch is done and committed.
    func finish(_ worker: JobWorker, until progress: Progress) async throws {
        try await GracefulStop.run(worker) { stop in
            await progress.finished()
            stop()
        }
    }
}
