import Locking
public import Logging
public import Postgres
public import ServiceLifecycle

/// Takes jobs from the queue and runs their handlers. A service. Any number of workers may run.
public final class JobWorker: Service {
    private let pool: PostgresPool
    private let listener: PostgresListener
    private let handlers: [any JobHandler]
    private let schedules: [JobSchedule]
    private let options: JobWorkerOptions
    private let logger: Logger
    private let state = Locked(State())
    private let turns = Locked(JobTurns())

    private struct State {
        /// nil until the listening connection is open.
        var session: WorkerSession?
        var stopping = false
        var wakes: [AsyncStream<Void>.Continuation] = []
    }

    /// - Parameter configuration: of the listening connection, which does not belong to the pool.
    public init(
        pool: PostgresPool,
        configuration: PostgresConfiguration,
        handlers: [any JobHandler],
        schedules: [JobSchedule] = [],
        options: JobWorkerOptions = JobWorkerOptions(),
        logger: Logger
    ) {
        self.pool = pool
        listener = PostgresListener(configuration, logger: logger)
        self.handlers = handlers
        self.schedules = schedules
        self.options = options
        self.logger = logger
    }

    /// Works until graceful shutdown or cancellation.
    ///
    /// On graceful shutdown, batches in progress are finished within `drainTimeout`. Unfinished batches, and all
    /// batches on cancellation, are rolled back and returned to the queue without counting an attempt.
    public func run() async throws {
        try await withTaskCancellationOrGracefulShutdownHandler {
            // The session outlives the runners, and a cancellation of the worker reaches it last. Otherwise other
            // workers would rescue jobs that are about to be returned.
            let listening = Task { try await self.listen() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await listening.value }
                group.addTask { await self.tick() }
                group.addTask {
                    await self.workUntilDrained()
                    listening.cancel()
                }
                try await group.next()
                group.cancelAll()
                try await group.waitForAll()
            }
        } onCancelOrGracefulShutdown: {
            let wakes = self.state.withLock { state in
                state.stopping = true
                return state.wakes
            }
            for wake in wakes { wake.finish() }
        }
    }

    // MARK: Beside the runners

    /// Keeps the session's locks, and wakes the runners.
    private func listen() async throws {
        try await listener.run(channels: [JobQueue.channel]) { connection in
            let session = WorkerSession(runners: self.runners)
            try await JobStore.open(session, on: connection)
            self.state.withLock { $0.session = session }
        } _: { event in
            switch event {
            case .resynchronise:
                await self.rescue(on: self.pool)
                self.wake()
            case .notification(_, let payload):
                self.wake(JobKind(rawValue: payload))
            }
        }
    }

    /// Does the periodic work that no wake announces, on the listening connection, because an idle worker has no other.
    private func tick() async {
        while (try? await Task.sleep(for: options.pollInterval)) != nil {
            guard state.withLock({ $0.session != nil && !$0.stopping }) else { continue }
            await trying("tick") {
                try await self.listener.withConnection { connection in
                    await self.rescue(on: connection)
                    for schedule in self.schedules {
                        await self.trying("enqueue periodic job") {
                            try await JobStore.enqueueIfDue(schedule, on: connection)
                        }
                    }
                    for kind in try await JobStore.ready(self.handlers.map(\.kind), on: connection) { self.wake(kind) }
                }
            }
        }
    }

    private func rescue(on client: some PostgresClient) async {
        await trying("rescue") {
            let rescued = try await JobStore.rescue(on: client)
            if rescued > 0 { self.logger.warning("jobs rescued", metadata: ["count": "\(rescued)"]) }
        }
    }

    /// Logs an error instead of throwing it; the next tick tries again.
    private func trying(_ action: String, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch {
            guard !Task.isCancelled else { return }
            logger.error("worker action failed", metadata: ["action": "\(action)", "error": "\(error)"])
        }
    }

    // MARK: Runners

    private var runners: Int { max(1, options.concurrency) }

    /// Announces jobs of the kind or, without one, perhaps of any kind. Returns at once.
    public func wake(_ kind: JobKind? = nil) {
        turns.withLock { turns in
            if let kind { turns.look(for: [kind]) } else { turns.look(for: handlers.lazy.map(\.kind)) }
        }
        wakeRunners()
    }

    private func wakeRunners() {
        for wake in state.withLock({ $0.wakes }) { wake.yield() }
    }

    /// Only the runners are cancelled when draining takes too long.
    private func workUntilDrained() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.work() }
            group.addTask {
                guard (try? await gracefulShutdown()) != nil else { return }
                try? await Task.sleep(for: self.options.drainTimeout)
            }
            await group.next()
            group.cancelAll()
        }
    }

    private func work() async {
        await withTaskGroup(of: Void.self) { group in
            for runner in 0..<runners {
                let wakes = makeWakes()
                group.addTask { await self.work(runner, wakes) }
            }
        }
    }

    private func work(_ index: Int, _ wakes: AsyncStream<Void>) async {
        var runner = JobRunner(
            pool: pool,
            handlers: handlers,
            backoff: options.backoff,
            logger: logger,
            turns: turns,
            callForHelp: { self.wakeRunners() }
        )
        for await _ in wakes {
            await runner.runWhileThereIsWork { [state] in
                guard !Task.isCancelled else { return nil }
                return state.withLock { $0.stopping ? nil : $0.session?.id(ofRunner: index) }
            }
        }
    }

    private func makeWakes() -> AsyncStream<Void> {
        let (wakes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let stopping = state.withLock { state in
            state.wakes.append(continuation)
            return state.stopping
        }
        // The session may be open already.
        continuation.yield()
        if stopping { continuation.finish() }
        return wakes
    }
}
