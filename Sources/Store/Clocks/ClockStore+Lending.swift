package import Foundation
package import Municipality
import Postgres

// The clocks of merged appeals.
extension ClockStore {
    /// Restarts those of the appeal's clocks that were stopped at that time or later, as if they had never been
    /// stopped.
    package static func resume(
        of appeal: AppealID,
        stoppedSince stopped: Date,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            UPDATE clocks SET stopped_at = NULL
            WHERE municipality_id = \(session.municipality) AND subject = 'appeal' AND subject_id = \(appeal)
                AND stopped_at >= \(stopped)
            """
        )
    }

    /// Lends `target` those of the appeal's clocks that expire before its own of the same policy.
    package static func lend(
        _ appeal: AppealID,
        to target: AppealID,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            INSERT INTO clocks (municipality_id, subject, subject_id, policy, lender_id, norm, started_at, deadline_at,
                stopped_at)
            SELECT lent.municipality_id, lent.subject, \(target), lent.policy, lent.subject_id, lent.norm,
                lent.started_at, lent.deadline_at,
                CASE WHEN own.stopped_at IS NOT NULL THEN greatest(own.stopped_at, lent.started_at) END
            FROM clocks AS lent
            LEFT JOIN clocks AS own
                ON own.municipality_id = lent.municipality_id AND own.subject = lent.subject
                    AND own.subject_id = \(target) AND own.policy = lent.policy AND own.lender_id = 0
            WHERE lent.municipality_id = \(session.municipality) AND lent.subject = 'appeal'
                AND lent.subject_id = \(appeal) AND lent.lender_id = 0
                AND (own.deadline_at IS NULL OR lent.deadline_at < own.deadline_at)
            """
        )
    }

    /// Removes the clocks that ``lend(_:to:in:)`` added.
    package static func takeBack(
        _ appeal: AppealID,
        from target: AppealID,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            DELETE FROM clocks
            WHERE municipality_id = \(session.municipality) AND subject = 'appeal' AND subject_id = \(target)
                AND lender_id = \(appeal)
            """
        )
    }
}
