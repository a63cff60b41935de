public import Logging
public import Postgres
public import ServiceLifecycle

/// Takes jobs from the queue and has them done. A service; as many as you like may run.
public final class JobWorker: Service {
    private let pool: PostgresPool
    private let listener: PostgresListener
    private let handlers: [any JobHandler]
    private let schedules: [JobSchedule]
    private let options: JobWorkerOptions
    private let logger: Logger
    private let state = Locked(State())

    private struct State {
        /// nil until the listening connection stands.
        var session: WorkerSession?
        var stopping = false
        var runners: [AsyncStream<Void>.Continuation] = []
        /// Jobs that are still to be given back, with the session that holds them.
        var owed: [(jobs: [Job], session: WorkerSession)] = []
    }

    /// - Parameter configuration: for the listening connection, which the pool does not lend.
    public init(
        pool: PostgresPool, configuration: PostgresConfiguration, handlers: [any JobHandler],
        schedules: [JobSchedule] = [], options: JobWorkerOptions = JobWorkerOptions(), logger: Logger
    ) {
        self.pool = pool
        listener = PostgresListener(configuration, logger: logger)
        self.handlers = handlers
        self.schedules = schedules
        self.options = options
        self.logger = logger
    }

    /// Works until graceful shutdown, when batches that were begun are finished, or cancellation.
    public func run() async throws {
        let (stopped, stop) = AsyncStream.makeStream(of: Void.self)
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await self.listen() }
                group.addTask { await self.tick() }
                group.addTask { await self.runAll() }
                group.addTask {
                    // Ends the group, and with it what is still at work, when draining takes too long.
                    for await _ in stopped {}
                    try? await Task.sleep(for: self.options.drainTimeout)
                }
                try await group.next()
                group.cancelAll()
            }
        } onCancelOrGracefulShutdown: {
            let runners = self.state.withLock { state in
                state.stopping = true
                return state.runners
            }
            for runner in runners { runner.finish() }
            stop.finish()
        }
    }

    // MARK: What goes on beside

    /// Holds the session's lock, and wakes the runners.
    private func listen() async throws {
        try await listener.run(channels: [JobQueue.channel]) { connection in
            let session = WorkerSession.new()
            try await connection.execute("SELECT pg_advisory_lock(\(session.id))")
            self.state.withLock { $0.session = session }
        } _: { event in
            if event == .resynchronise { await self.rescue() }
            self.wakeRunners()
        }
        // Only cancellation ends listening; the group's end must come from the runners.
        try? await Task.sleep(for: .seconds(1 << 30))
    }

    /// Looks after what nobody wakes the worker for.
    private func tick() async {
        while (try? await Task.sleep(for: options.pollInterval)) != nil {
            guard state.withLock({ $0.session != nil && !$0.stopping }) else { continue }
            await payBack()
            await rescue()
            for schedule in schedules {
                await trying("schedule") { try await JobStore.enqueueIfDue(schedule, on: self.pool) }
            }
            wakeRunners()
        }
    }

    private func rescue() async {
        await trying("rescue") {
            let rescued = try await JobStore.rescue(on: self.pool)
            if rescued > 0 { self.logger.warning("jobs rescued", metadata: ["count": "\(rescued)"]) }
        }
    }

    private func wakeRunners() {
        for runner in state.withLock({ $0.runners }) { runner.yield() }
    }

    private func trying(_ what: String, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch is CancellationError {
        } catch {
            logger.error("worker", metadata: ["doing": "\(what)", "error": "\(error)"])
        }
    }

    // MARK: Runners

    private func runAll() async {
        await withTaskGroup { group in
            for _ in 0..<max(1, options.concurrency) {
                let (wakes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
                let stopping = state.withLock { state in
                    state.runners.append(continuation)
                    return state.stopping
                }
                if stopping { continuation.finish() }
                group.addTask {
                    for await _ in wakes { await self.runWhileThereIsWork() }
                }
            }
        }
    }

    private func runWhileThereIsWork() async {
        var found = true
        while found {
            found = false
            for handler in handlers {
                guard let session = state.withLock({ $0.stopping ? nil : $0.session }) else { return }
                guard !Task.isCancelled else { return }
                await trying("claim") {
                    let jobs = try await JobStore.claim(
                        handler.kind, limit: handler.batchSize, by: session, on: self.pool
                    )
                    guard !jobs.isEmpty else { return }
                    found = true
                    await self.run(jobs, handler, session)
                }
            }
        }
    }

    private enum Outcome {
        case done
        case failed(any Error)
        /// The worker was taken for dead and the jobs given to another: nothing of this attempt stays.
        case fencedOff
        /// The database was lost, or the worker is to stop at once.
        case interrupted
    }

    private func run(_ jobs: [Job], _ handler: any JobHandler, _ session: WorkerSession) async {
        switch await attempt(jobs, handler, session) {
        case .done: break
        case .fencedOff: logger.warning("jobs lost to another worker", metadata: ["count": "\(jobs.count)"])
        case .interrupted: await giveBack(jobs, session)
        case .failed where jobs.count > 1:
            for job in jobs { await run([job], handler, session) }
        case .failed(let error):
            for job in jobs { await fail(job, error, session) }
        }
    }

    private func attempt(_ jobs: [Job], _ handler: any JobHandler, _ session: WorkerSession) async -> Outcome {
        struct FencedOff: Error {}
        do {
            try await pool.withTransaction { transaction in
                try await handler.handle(jobs, in: transaction)
                guard try await JobStore.complete(jobs, by: session, on: transaction) else { throw FencedOff() }
            }
            return .done
        } catch is FencedOff {
            return .fencedOff
        } catch is CancellationError {
            return .interrupted
        } catch let error as PostgresError where error.sqlState == nil && error.code != .decoding {
            return error.code == .encoding ? .failed(error) : .interrupted
        } catch {
            return .failed(error)
        }
    }

    private func fail(_ job: Job, _ error: any Error, _ session: WorkerSession) async {
        logger.error(
            "job failed",
            metadata: ["kind": "\(job.kind.rawValue)", "job": "\(job.id)", "attempt": "\(job.attempt)", "error": "\(error)"]
        )
        let delay = options.backoff.delay(afterAttempt: job.attempt, chance: Double.random(in: 0...1))
        await trying("fail") {
            try await JobStore.fail(job, error: "\(error)", delay: delay, by: session, on: self.pool)
        }
    }

    /// Gives the jobs back now, or with the next tick when the database cannot be reached.
    private func giveBack(_ jobs: [Job], _ session: WorkerSession) async {
        state.withLock { $0.owed.append((jobs, session)) }
        // Must happen although this task may be cancelled.
        await Task { await self.payBack() }.value
    }

    private func payBack() async {
        let owed = state.withLock { state in
            defer { state.owed = [] }
            return state.owed
        }
        for (jobs, session) in owed {
            do {
                try await JobStore.giveBack(jobs, by: session, on: pool)
            } catch {
                state.withLock { $0.owed.append((jobs, session)) }
            }
        }
    }
}
