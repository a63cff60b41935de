public import Foundation
import Jobs
public import Municipality
import Postgres
public import ServiceLifecycle
import Store

/// Takes in appeals: validates, stores durably in batches, answers after the commit. Runs as a service.
public final class IntakeService: Service {
    private let town: Town
    private let ids = AppealIDs(block: 512)
    private let queue = IntakeQueue(batchLimit: 128, besideLimit: 20, waitingLimit: 10_000)
    private let wakeRouter: @Sendable () -> Void

    /// - Parameter wakeRouter: called after each commit; must be cheap.
    public init(town: Town, wakeRouter: @escaping @Sendable () -> Void) {
        self.town = town
        self.wakeRouter = wakeRouter
    }

    /// Stores what is submitted until graceful shutdown or cancellation, then what still waits.
    public func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            await withTaskGroup { group in
                for _ in 0..<Database.intakeConnections {
                    group.addTask {
                        while case let batch = await self.queue.nextBatch(), !batch.isEmpty {
                            await self.store(batch)
                            self.queue.finished()
                        }
                    }
                }
            }
        } onCancelOrGracefulShutdown: {
            self.queue.close()
        }
    }

    /// Validates and stores an appeal with its clocks, first event and route job; returns once all of it is durable.
    ///
    /// - Parameters:
    ///   - idempotencyKey: with it a repeated request gets the first one's receipt.
    ///   - bodyHash: SHA-256 of the request's body, which must be the same when the key comes again.
    ///   - actor: who registers it: anybody is its author from then on.
    /// - Throws: ``ServiceError/invalid(_:)`` with every problem found, ``ServiceError/conflict(_:)`` for a key used with
    ///   another body, ``ServiceError/unavailable(retryAfterSeconds:)`` when the appeal may not have been stored.
    public func submit(
        _ submission: AppealSubmission,
        idempotencyKey: IdempotencyKey?,
        bodyHash: [UInt8],
        by actor: Actor = .anybody,
        now: Date
    ) async throws -> AppealReceipt {
        var appeal = try NewAppeal(
            parsing: submission,
            catalogue: try await catalogue(for: submission),
            by: actor,
            in: town.timeZone,
            now: now
        )
        appeal.resident = appeal.contact.key.map { UUID(bytes: town.numbering.residentKey(of: $0)) }
        let requestHash = Bytea(bodyHash)
        let reply = try await queue.store(
            IntakeStore.NewEntry(appeal, by: actor, idempotencyKey: idempotencyKey?.text, requestHash: requestHash)
        )
        switch reply.outcome {
        case .stored:
            return AppealReceipt(
                number: reply.number,
                numbering: town.numbering,
                registeredAt: appeal.registeredAt,
                clocks: appeal.clocks
            )
        case .unknownHouse: throw ServiceError.invalid("house_id", "the town has no such house")
        case .keyUsed: return try await receipt(of: idempotencyKey, requestHash: requestHash)
        }
    }

    /// The catalogue by which a submission is read: asked for once more before a category is refused, because it may have
    /// been added a moment ago.
    private func catalogue(for submission: AppealSubmission) async throws -> Catalogue {
        let catalogues = town.database.catalogues
        let recent = try await catalogues.recent(of: town)
        guard let code = submission.category?.trimmed, !code.isEmpty, recent.active(code) == nil else { return recent }
        return try await catalogues.asked(of: town)
    }

    private func receipt(of key: IdempotencyKey?, requestHash: Bytea) async throws -> AppealReceipt {
        let entry = try await town.read(by: .anybody) { session in
            try await IdempotencyStore.entry(key?.text ?? "", in: session)
        }
        // Forgotten by the nightly clean-up between the two statements.
        guard let entry else { throw ServiceError.unavailable(retryAfterSeconds: 1) }
        guard entry.requestHash == requestHash else {
            throw ServiceError.conflict("this Idempotency-Key was used for another request")
        }
        return AppealReceipt(
            number: entry.number,
            numbering: town.numbering,
            registeredAt: entry.registeredAt,
            clocks: entry.clocks
        )
    }

    private func store(_ batch: [IntakeQueue.Waiting]) async {
        do {
            let replies = try await replies(to: batch.map(\.entry))
            wakeRouter()
            for (waiting, reply) in zip(batch, replies) { waiting.reply.resume(returning: reply) }
        } catch let error as PostgresError where batch.count > 1 && error.sqlState != nil {
            // The server refused the whole statement, so nothing of it is stored: whatever is bad fails alone.
            for waiting in batch { await store([waiting]) }
        } catch {
            for waiting in batch { waiting.reply.resume(throwing: error) }
        }
    }

    private func replies(to entries: [IntakeStore.NewEntry]) async throws -> [IntakeQueue.Reply] {
        try await town.database.perform(on: town.database.intakePool) { [town, ids] connection in
            let session = TownSession(
                reading: connection,
                municipality: town.id,
                actor: .anybody,
                now: town.now
            )
            let names = try await ids.take(entries.count, in: session).map { id in
                IntakeStore.Name(id: id, number: town.numbering.number(of: id))
            }
            let outcomes = try await IntakeStore.store(
                entries,
                named: names,
                routeJob: JobKind.route.rawValue,
                in: session
            )
            return zip(names, outcomes).map { IntakeQueue.Reply(number: $0.number, outcome: $1) }
        }
    }
}

extension UUID {
    /// - Parameter bytes: 16.
    init(bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
