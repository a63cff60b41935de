import Foundation
import Jobs
public import Municipality
import Postgres
import Store

/// A town's appeals that wait for the router although no job names them. There are none, unless somebody changed the
/// database directly or the database lost a committed transaction.
public struct UnroutedAppeals: Sendable {
    private let town: Town

    /// Minimum wait in seconds, because the job of a newer appeal may just be finished.
    static let patience = 60.0
    /// Number of appeals in one job.
    private static let jobSize = 500

    public init(town: Town) {
        self.town = town
    }

    public func count(by actor: Actor) async throws -> Int {
        try actor.require(.operateServer)
        return try await town.read(by: actor) { session in try await Self.find(in: session).count }
    }

    /// Puts jobs for them in the queue.
    /// - Returns: the number of appeals.
    public func requeue(by actor: Actor) async throws -> Int {
        try actor.require(.operateServer)
        return try await town.write(by: actor) { session in
            let appeals = try await Self.find(in: session)
            let jobs = try stride(from: 0, to: appeals.count, by: Self.jobSize).map { start in
                let some = Array(appeals[start..<min(start + Self.jobSize, appeals.count)])
                let arguments = RouteArguments(municipality: session.municipality, appeals: some)
                return NewJob(
                    .route,
                    arguments: JSONB(utf8: try JSONEncoder().encode(arguments)),
                    size: Int16(some.count)
                )
            }
            try await JobQueue.enqueue(jobs, in: try await session.transaction())
            return appeals.count
        }
    }

    /// For `doctor`, which checks towns without knowing them.
    static func find(in session: TownSession) async throws -> [AppealID] {
        try await UnroutedAppealStore.withoutJob(
            kind: JobKind.route.rawValue,
            registeredBefore: session.now.addingTimeInterval(-patience),
            in: session
        )
    }
}
