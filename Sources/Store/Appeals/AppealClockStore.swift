package import Foundation
package import Municipality
import Postgres

/// The clocks of appeals.
package enum AppealClockStore {
    package struct Row: Sendable {
        package let clock: AppealClock
        package let stoppedAt: Date?
    }

    /// Stops those of the appeal's clocks that still run; never before they started, whatever the machine's own clock says.
    package static func stop(
        _ kinds: [AppealClock.Kind],
        of appeal: AppealID,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            UPDATE appeal_clocks SET stopped_at = greatest(\(session.now), started_at)
            WHERE municipality_id = \(session.municipality) AND appeal_id = \(appeal) AND stopped_at IS NULL
                AND kind = ANY (\(kinds.map(\.rawValue))::text[]::clock_kind[])
            """
        )
    }

    /// Lets the appeal's clocks run on, as if they had never been stopped: what was refuted was not done.
    /// - Parameter stopped: only those that were stopped then or later; nil for all.
    package static func resume(
        of appeal: AppealID,
        stoppedSince stopped: Date? = nil,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            UPDATE appeal_clocks SET stopped_at = NULL
            WHERE municipality_id = \(session.municipality) AND appeal_id = \(appeal)
                AND (\(stopped)::timestamptz IS NULL OR stopped_at >= \(stopped))
            """
        )
    }

    /// Gives `target` those of the appeal's clocks that run out before its own.
    package static func lend(
        _ appeal: AppealID,
        to target: AppealID,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            INSERT INTO appeal_clocks (municipality_id, appeal_id, kind, norm, started_at, deadline_at, stopped_at,
                at_intake, joined_id)
            SELECT lent.municipality_id, \(target), lent.kind, lent.norm, lent.started_at, lent.deadline_at,
                CASE WHEN own.stopped_at IS NOT NULL THEN greatest(own.stopped_at, lent.started_at) END, false,
                lent.appeal_id
            FROM appeal_clocks AS lent
            LEFT JOIN appeal_clocks AS own
                ON own.municipality_id = lent.municipality_id AND own.appeal_id = \(target) AND own.kind = lent.kind
                    AND own.joined_id IS NULL
            WHERE lent.municipality_id = \(session.municipality) AND lent.appeal_id = \(appeal) AND lent.joined_id IS NULL
                AND (own.deadline_at IS NULL OR lent.deadline_at < own.deadline_at)
            """
        )
    }

    /// Takes back what ``lend(_:to:in:on:)`` gave.
    package static func takeBack(
        _ appeal: AppealID,
        from target: AppealID,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            DELETE FROM appeal_clocks
            WHERE municipality_id = \(session.municipality) AND appeal_id = \(target) AND joined_id = \(appeal)
            """
        )
    }
}
