import Logging
import Postgres

/// One of a worker's hands: takes a batch, has it done, takes the next.
struct JobRunner {
    let pool: PostgresPool
    let handlers: [any JobHandler]
    let backoff: JobBackoff
    let logger: Logger

    /// The id under which jobs may still be held that are not being worked on.
    private var unsettled: Int64?

    init(pool: PostgresPool, handlers: [any JobHandler], backoff: JobBackoff, logger: Logger) {
        self.pool = pool
        self.handlers = handlers
        self.backoff = backoff
        self.logger = logger
    }

    /// Goes round the handlers until none has anything to do.
    /// - Parameter worker: the runner's id for the next claim; nil when it may not claim.
    mutating func runWhileThereIsWork(as worker: () -> Int64?) async {
        var found = true
        while found {
            found = false
            for handler in handlers {
                guard let worker = worker(), await settle() else { return }
                if await runBatch(of: handler, as: worker) { found = true }
            }
        }
    }

    /// - Returns: whether there was anything to do, and it came to an end, good or bad.
    private mutating func runBatch(of handler: any JobHandler, as worker: Int64) async -> Bool {
        unsettled = worker
        do {
            let jobs = try await JobStore.claim(handler.kind, limit: handler.batchSize, by: worker, on: pool)
            if !jobs.isEmpty { try await run(jobs, handler, worker) }
            unsettled = nil
            return !jobs.isEmpty
        } catch {
            if !Task.isCancelled {
                logger.warning(
                    "batch abandoned",
                    metadata: ["kind": "\(handler.kind.rawValue)", "error": "\(error)"]
                )
            }
            _ = await settle()
            return false
        }
    }

    /// Gives back what is still held, be it that a claim's answer was lost, that the database could not be reached, or
    /// that the worker must stop.
    /// - Returns: whether nothing is held any more; otherwise to be tried again before the next claim.
    private mutating func settle() async -> Bool {
        guard let worker = unsettled else { return true }
        do {
            // Must happen although this task may be cancelled.
            try await Task { [pool] in try await JobStore.release(by: worker, on: pool) }.value
            unsettled = nil
            return true
        } catch {
            logger.warning("jobs not given back yet", metadata: ["error": "\(error)"])
            return false
        }
    }

    /// Does the jobs, or keeps their failure. Throws when neither was possible.
    private func run(_ jobs: [Job], _ handler: any JobHandler, _ worker: Int64) async throws {
        guard let failure = try await attempt(jobs, handler, worker) else { return }
        if jobs.count > 1 {
            for job in jobs { try await run([job], handler, worker) }
        } else {
            for job in jobs { try await fail(job, failure, worker) }
        }
    }

    /// - Returns: why the jobs failed; nil when they were done. Throws what is not their fault.
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

    /// The worker was taken for dead and the jobs given to another: nothing of this attempt stays.
    private struct TakenAway: Error, CustomStringConvertible {
        let description = "the jobs were given to another worker"
    }

    /// Whether the work could not even begin. (A connection lost on the way is an attempt: the job may be the cause.)
    private static func isBusy(_ error: any Error) -> Bool {
        guard let error = error as? PostgresError else { return false }
        return [.checkoutTimeout, .tooManyWaiting, .circuitOpen, .poolClosed].contains(error.code)
    }

    private func fail(_ job: Job, _ error: any Error, _ worker: Int64) async throws {
        // The server takes no NUL in a text.
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
