import Jobs
import Municipality
import Postgres
public import ServiceLifecycle
import Store

/// Stores the submissions of all towns durably, in batches; one per process, whatever the number of towns. A batch is
/// one statement with appeals of one town. A service.
public final class Intake: Service {
    private let database: Database
    private let ids = AppealIDs()
    private let queue = IntakeQueue(.init(batchers: Database.intakeConnections))
    private let wakeRouter: @Sendable () -> Void

    /// - Parameter wakeRouter: called after each commit; must return quickly.
    public init(database: Database, wakeRouter: @escaping @Sendable () -> Void) {
        self.database = database
        self.wakeRouter = wakeRouter
    }

    /// Stores submissions until graceful shutdown or cancellation, and then those that still wait.
    public func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            await withTaskGroup { group in
                for _ in 0..<Database.intakeConnections {
                    group.addTask {
                        var batch = await self.queue.nextBatch(after: nil)
                        while let current = batch {
                            await self.store(current.items)
                            batch = await self.queue.nextBatch(after: current)
                        }
                    }
                }
            }
        } onCancelOrGracefulShutdown: {
            self.queue.close()
        }
    }

    /// Returns once the appeal is durable or refused.
    func store(_ entry: IntakeStore.NewEntry, of town: Town) async throws -> IntakeQueue.Reply {
        try await queue.store(entry, of: town)
    }

    /// - Parameter batch: of one town.
    private func store(_ batch: [IntakeQueue.Waiting]) async {
        guard let town = batch.first?.town else { return }
        do {
            let replies = try await replies(to: batch.map(\.entry), of: town)
            wakeRouter()
            for (waiting, reply) in zip(batch, replies) { waiting.reply.resume(returning: reply) }
        } catch let error as PostgresError where batch.count > 1 && error.sqlState != nil {
            // The server refused the whole statement, so nothing was stored. Each is tried alone, so that only the bad
            // ones fail.
            for waiting in batch { await store([waiting]) }
        } catch {
            for waiting in batch { waiting.reply.resume(throwing: error) }
        }
    }

    private func replies(to entries: [IntakeStore.NewEntry], of town: Town) async throws -> [IntakeQueue.Reply] {
        try await database.perform(on: database.intakePool) { [ids] connection in
            let session = TownSession(
                writing: connection,
                municipality: town.id,
                actor: .anybody,
                now: town.now
            )
            let names = try await ids.take(entries.count, over: town.municipality.appealIDsOver, in: session).map {
                id in
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
