package import Foundation
package import Municipality
import Postgres

/// Clocks, as they were reckoned.
package enum ClockStore {
    /// Stops those of the subject's clocks by the policies that still run; never before they started, whatever the
    /// machine's own clock says.
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

    /// The earliest deadline of each subject that has clocks, those that were lent it included.
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
