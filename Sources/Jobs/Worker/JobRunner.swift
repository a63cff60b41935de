import Locking
import Logging
import Postgres

/// Takes a batch of jobs, runs its handler, then takes the next. A worker has several runners.
struct JobRunner {
    let pool: PostgresPool
    let handlers: [any JobHandler]
    let backoff: JobBackoff
    let logger: Logger
    /// Shared by the worker's runners.
    let turns: Locked<JobTurns>
    /// Wakes the others.
    let callForHelp: @Sendable () -> Void

    /// The id that may still hold jobs of an abandoned batch.
    private var unsettled: Int64?
    /// How many jobs the last batch of each kind had.
    private var batches: [JobKind: Int] = [:]

    init(
        pool: PostgresPool,
        handlers: [any JobHandler],
        backoff: JobBackoff,
        logger: Logger,
        turns: Locked<JobTurns>,
        callForHelp: @escaping @Sendable () -> Void
    ) {
        self.pool = pool
        self.handlers = handlers
        self.backoff = backoff
        self.logger = logger
        self.turns = turns
        self.callForHelp = callForHelp
    }

    /// Runs batches of all handlers in turn until there is nothing left to look for.
    /// - Parameter worker: the runner's id for the next claim; nil when it may not claim.
    mutating func runWhileThereIsWork(as worker: () -> Int64?) async {
        var found = true
        while found {
            found = false
            for handler in handlers {
                guard let worker = worker(), await settle() else { return }
                guard turns.withLock({ $0.begin(handler.kind) }) else { continue }
                await runBatch(of: handler, as: worker)
                turns.withLock { $0.end(handler.kind) }
                found = true
            }
        }
    }

    private mutating func runBatch(of handler: any JobHandler, as worker: Int64) async {
        unsettled = worker
        do {
            let jobs = try await claim(for: handler, as: worker)
            var whole: [Job] = []
            for job in jobs {
                // An earlier attempt may have killed the process, so the units are tried separately.
                if job.attempt > 1, try await divide(job, handler, worker) { continue }
                whole.append(job)
            }
            if !whole.isEmpty { try await run(whole, handler, worker) }
            unsettled = nil
        } catch {
            if !Task.isCancelled {
                logger.warning(
                    "batch abandoned",
                    metadata: ["kind": "\(handler.kind.rawValue)", "error": "\(error)"]
                )
            }
            _ = await settle()
        }
    }

    /// Claims a batch. The size of the last one says how many rows to read, so that few rows are read unnecessarily.
    private mutating func claim(for handler: any JobHandler, as worker: Int64) async throws -> [Job] {
        let limit = handler.batchSize
        let jobs = try await JobStore.claim(
            handler.kind,
            limit: limit,
            rows: batches[handler.kind] ?? min(limit, 50),
            by: worker,
            on: pool
        )
        let units = jobs.reduce(0) { $0 + Int($1.size) }
        if units > 0 { batches[handler.kind] = min(limit, max(1, limit * jobs.count / units + 1)) }
        if turns.withLock({ $0.took(units, of: limit, handler.kind) }) { callForHelp() }
        return jobs
    }

    /// Returns the jobs that are still held to the queue, because the answer to a claim was lost, the database could
    /// not be reached, or the worker is stopping.
    /// - Returns: false when jobs may still be held; it is called again before the next claim.
    private mutating func settle() async -> Bool {
        guard let worker = unsettled else { return true }
        do {
            // In a task of its own, because it has to happen even if this task is cancelled.
            try await Task { [pool] in try await JobStore.release(by: worker, on: pool) }.value
            unsettled = nil
            return true
        } catch {
            logger.warning("jobs not returned yet", metadata: ["error": "\(error)"])
            return false
        }
    }

    /// Does the jobs or stores their failure. Throws when neither was possible.
    private func run(_ jobs: [Job], _ handler: any JobHandler, _ worker: Int64) async throws {
        guard let failure = try await attempt(jobs, handler, worker) else { return }
        if jobs.count > 1 {
            for job in jobs { try await run([job], handler, worker) }
        } else if let putOff = failure as? JobPutOff {
            try await JobStore.putOff(jobs, for: putOff.delay, by: worker, on: pool)
        } else {
            for job in jobs where try await !divide(job, handler, worker) { try await fail(job, failure, worker) }
        }
    }

    /// - Returns: whether the job was replaced by jobs of one unit each.
    private func divide(_ job: Job, _ handler: any JobHandler, _ worker: Int64) async throws -> Bool {
        guard job.size > 1, let parts = try? handler.parts(of: job), parts.count > 1 else { return false }
        try await JobStore.divide(job, into: parts, by: worker, on: pool)
        logger.warning("job divided", metadata: ["kind": "\(job.kind.rawValue)", "job": "\(job.id)"])
        return true
    }

    /// - Returns: why the jobs failed; nil when they were done. Throws errors that the jobs did not cause.
    private func attempt(_ jobs: [Job], _ handler: any JobHandler, _ worker: Int64) async throws -> (any Error)? {
        do {
            try await pool.withTransaction { transaction in
                try await handler.handle(jobs, in: transaction)
                guard try await JobStore.complete(jobs, by: worker, in: transaction) else { throw TakenAway() }
            }
            return nil
        } catch let error as TakenAway {
            throw error
        } catch let error where Task.isCancelled || Self.isBusy(error) {
            throw error
        } catch {
            return error
        }
    }

    /// Other workers considered this worker dead and returned its jobs, so this attempt is rolled back.
    private struct TakenAway: Error, CustomStringConvertible {
        let description = "the jobs were given to another worker"
    }

    /// Whether the work could not begin. A connection lost later counts as an attempt, because the job may be the cause.
    private static func isBusy(_ error: any Error) -> Bool {
        guard let error = error as? PostgresError else { return false }
        return [.checkoutTimeout, .tooManyWaiting, .circuitOpen, .poolClosed].contains(error.code)
    }

    private func fail(_ job: Job, _ error: any Error, _ worker: Int64) async throws {
        // PostgreSQL refuses NUL in a text.
        let text = String("\(error)".filter { $0 != "\0" }.prefix(2_000))
        logger.error(
            "job failed",
            metadata: [
                "kind": "\(job.kind.rawValue)", "job": "\(job.id)", "attempt": "\(job.attempt)", "error": "\(text)",
            ]
        )
        let delay = backoff.delay(afterAttempt: job.attempt, chance: Double.random(in: 0...1))
        try await JobStore.fail(job, error: text, delay: delay, by: worker, on: pool)
    }
}
