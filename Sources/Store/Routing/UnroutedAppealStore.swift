package import Foundation
package import Municipality
import Postgres

/// Appeals that wait for the router although no job names them, so that nothing would route them.
package enum UnroutedAppealStore {
    /// Their ids, in ascending order. Appeals whose job was given up are not included.
    package static func withoutJob(
        kind: String,
        registeredBefore instant: Date,
        in session: TownSession
    ) async throws -> [AppealID] {
        try await session.query(
            """
            WITH queued AS MATERIALIZED (
                SELECT jsonb_array_elements_text(arguments -> 'appeals')::bigint AS appeal_id
                FROM (
                    SELECT kind, arguments FROM jobs UNION ALL SELECT kind, arguments FROM dead_jobs
                ) AS job
                WHERE kind = \(kind) AND arguments -> 'municipality' = to_jsonb(\(session.municipality)::integer)
            )
            SELECT appeal_id FROM appeals
            WHERE municipality_id = \(session.municipality) AND state = 'registered' AND registered_at < \(instant)
                AND NOT EXISTS (SELECT FROM queued WHERE queued.appeal_id = appeals.appeal_id)
            ORDER BY appeal_id
            """
        ).map { try $0.decode(AppealID.self) }
    }
}
