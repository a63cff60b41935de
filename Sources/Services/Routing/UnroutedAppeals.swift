import Foundation
import Jobs
public import Municipality
import Postgres
import Store

/// A town's appeals that wait for the router although no job names them. There are none, unless somebody went around the
/// program or the database lost what it had acknowledged.
public struct UnroutedAppeals: Sendable {
    private let town: Town

    /// Seconds that an appeal must have waited for: before, its job may just be done.
    static let patience = 60.0
    /// Appeals of one job.
    private static let jobSize = 500

    public init(town: Town) {
        self.town = town
    }

    public func count(by actor: Actor) async throws -> Int {
        try actor.require(.operateServer)
        return try await town.read(by: actor) { session in try await Self.find(in: session).count }
    }

    /// Puts jobs for them in the queue.
    /// - Returns: how many appeals they are.
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

    /// As doctor looks, who need not know the town.
    static func find(in session: TownSession) async throws -> [AppealID] {
        try await UnroutedAppealStore.withoutJob(
            kind: JobKind.route.rawValue,
            registeredBefore: session.now.addingTimeInterval(-patience),
            in: session
        )
    }
}
