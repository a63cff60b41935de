public import Municipality
import Postgres
package import Store

/// Moves a town from one database to another.
///
/// 1. Everything is copied while the town works, and then the changes since, in one transaction of the target.
/// 2. The town is fenced: it becomes `moving`, and earlier transactions are waited for. The last changes are copied and
///    compared, and the target's transaction is committed: there the town is `arriving`.
/// 3. Here it becomes `moved`, then there `active`. Neither side takes writes in between.
///
/// If the command is killed at any point, the same command finishes step 3 when step 2 was complete, and otherwise
/// starts over. Each change of state names the attempt, so that an attempt that was considered dead cannot continue.
///
/// Every write for a town goes through a ``TownSession`` and is refused once the town is fenced: writes of residents and
/// staff, routing, imports, models, the last use of a token (which is then not recorded), and host names, although they
/// are read before the town is known. These writes are not fenced, and nothing is lost by them:
/// - Jobs. Workers here claim and fail them until the town has left. The work of a job is refused, so a job that was copied
///   as waiting still waits. What is recorded on it afterwards, such as another attempt, is not copied. Jobs that were given
///   up cannot be put back in the queue meanwhile: `QueueAdministration` refuses it.
/// - `catalogue_versions` and sequences, which each database fills by itself.
/// - `heartbeats`, `job_schedules` and `schema_migrations`, which belong to no town.
///
/// Statements that an administrator runs by hand are fenced only if they begin with `SELECT enter_town(…)`.
public struct TownMove: Sendable {
    let source: Database
    let target: Database
    /// How long to wait for old transactions while writes are refused.
    let patience: Duration

    /// How long to wait for them before that.
    let patienceBefore: Duration
    /// Target for the number of rows that still differ when writes are stopped, if enough rounds are possible.
    static let fewRows = 2_000
    static let rounds = 4

    public init(
        from source: Database,
        to target: Database,
        patience: Duration = .seconds(5),
        patienceBefore: Duration = .seconds(60)
    ) {
        self.source = source
        self.target = target
        self.patience = patience
        self.patienceBefore = patienceBefore
    }

    /// Moves the town, or finishes an interrupted move. When it fails before the target has the town, the town
    /// continues to work here.
    public func run(
        _ code: String,
        by actor: Actor,
        progress: (TownMoveStep) -> Void = { _ in }
    ) async throws -> TownMoveReport {
        try await attempt(code, by: actor, after: progress)
    }

    /// Like ``run(_:by:progress:)``, with steps that may fail.
    package func attempt(
        _ code: String,
        by actor: Actor,
        after step: (TownMoveStep) async throws -> Void
    ) async throws -> TownMoveReport {
        let move = MoveID.new()
        var last: TownMoveStep?
        do {
            return try await perform(code, as: move, by: actor) { done in
                last = done
                try await step(done)
            }
        } catch {
            switch last {
            case .caughtUp, .fenced, .writersGone: await reopen(code, after: move, by: actor)
            case .verified:
                // The answer to COMMIT may have been lost. Only the repeated command can find out.
                if case ServiceError.unavailable = error { break }
                await reopen(code, after: move, by: actor)
            case nil, .copied, .arrived, .left, .activated: break
            }
            throw error
        }
    }

    private func reopen(_ code: String, after move: MoveID, by actor: Actor) async {
        // Must happen even if this task is cancelled. When it fails, the repeated command or --abandon does it.
        await Task { [source] in
            try? await source.perform { connection in
                guard let slug = Slug(rawValue: code), let town = try await TownStateStore.find(slug, on: connection)
                else { return }
                _ = try await TownStateStore.reopen(town.id, move: move, by: actor.label, on: connection)
            }
        }.value
    }

    /// Like ``run(_:by:progress:)``, but nothing is cleaned up when it fails, as if the program had been killed.
    /// - Parameter step: called after each step.
    package func perform(
        _ code: String,
        as move: MoveID = .new(),
        by actor: Actor,
        after step: (TownMoveStep) async throws -> Void
    ) async throws -> TownMoveReport {
        try actor.require(.operateServer)
        return try await TownMoveLock.hold(code, in: source) { town, connection in
            var report = TownMoveReport()
            let arrival: TownArrival
            switch try await beginning(of: town, by: actor, on: connection) {
            case .over: return report
            case .activate(let found): arrival = found
            case .leave(let found):
                arrival = found
                try await leave(town, as: arrival.move, by: actor)
                try await step(.left)
            case .copy:
                let copying = TownCopying(move: self, town: town, id: move, by: actor.label, on: connection)
                (arrival, report) = try await copying.run(after: step)
                try await step(.arrived)
                try await leave(town, as: arrival.move, by: actor)
                try await step(.left)
            }
            try await activate(arrival, by: actor)
            if let stoppedAt = arrival.stoppedAt { report.stoppedSeconds = stoppedAt.duration(to: .now).inSeconds }
            try await step(.activated)
            return report
        }
    }

    // MARK: The switch

    private func leave(_ town: TownStateStore.Row, as move: MoveID, by actor: Actor) async throws {
        let left = try await source.transaction { transaction in
            try await TownStateStore.leave(town.id, move: move, by: actor.label, in: transaction)
        }
        guard left else { throw Self.overtaken }
    }

    private func activate(_ arrival: TownArrival, by actor: Actor) async throws {
        let active = try await target.perform { connection in
            try await TownStateStore.activate(
                arrival.municipality,
                move: arrival.move,
                by: actor.label,
                on: connection
            )
        }
        guard active else { throw Self.overtaken }
    }

    private static let overtaken = ServiceError.conflict(
        "another command abandoned or finished this move: see `zemstvo town list` on both sides"
    )
}

/// A town whose copy in the other database is complete.
struct TownArrival: Sendable {
    /// Its id there.
    let municipality: MunicipalityID
    let move: MoveID
    /// When writes were stopped, if this command stopped them.
    var stoppedAt: ContinuousClock.Instant?
}

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
