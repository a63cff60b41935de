import Jobs
import ServiceLifecycle
import TestSupport

/// Runs services in a group, as the program does.
enum GracefulStop {
    /// Returns when the group has ended. `body` ends it by calling the closure that it receives.
    static func run(_ services: any Service..., body: (@Sendable () -> Void) async throws -> Void) async throws {
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let group = ServiceGroup(services: services, logger: .silent)
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
