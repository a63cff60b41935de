package import Foundation
package import Municipality
import Postgres

/// The stored clocks.
package enum ClockStore {
    /// Clocks of appeals as rows (appeal, policy, norm, start, deadline), for a statement that stores them.
    static func given(_ clocks: [(appeal: AppealID, clock: Clock)]) -> SQL {
        """
        unnest(
            \(clocks.map(\.appeal))::bigint[], \(clocks.map(\.clock.policy))::text[], \(clocks.map(\.clock.norm))::text[],
            \(clocks.map(\.clock.startedAt))::timestamptz[], \(clocks.map(\.clock.deadlineAt))::timestamptz[]
        )
        """
    }

    /// Stops the subject's running clocks of these policies. A clock never stops before it started, even if the
    /// machine's own clock is wrong.
    package static func stop(
        _ policies: [ClockPolicy.Code],
        of subject: ClockSubject,
        _ id: Int64,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            UPDATE clocks SET stopped_at = greatest(\(session.now), started_at)
            WHERE municipality_id = \(session.municipality) AND subject = \(subject) AND subject_id = \(id)
                AND stopped_at IS NULL AND policy = ANY (\(policies)::text[])
            """
        )
    }

    /// The earliest deadline of each subject that has clocks, including lent ones.
    package static func earliestDeadlines(
        of subject: ClockSubject,
        _ ids: [Int64],
        in session: TownSession
    ) async throws -> [Int64: Date] {
        let rows = try await session.query(
            """
            SELECT subject_id, min(deadline_at) FROM clocks
            WHERE municipality_id = \(session.municipality) AND subject = \(subject) AND subject_id = ANY (\(ids))
            GROUP BY subject_id
            """
        )
        var deadlines: [Int64: Date] = [:]
        for row in rows {
            var columns = row.columns
            let id: Int64 = try columns.next()
            deadlines[id] = try columns.next(Date.self)
            try columns.end()
        }
        return deadlines
    }
}
