package import Foundation
package import Municipality
package import Postgres

/// The clocks of appeals.
package enum AppealClockStore {
    package struct Row: Sendable {
        package let clock: AppealClock
        package let stoppedAt: Date?
    }

    /// The earliest of each kind: the appeal's own, or that of an appeal that joined it.
    package static func clocks(
        of appeal: AppealID,
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> [Row] {
        try await client.query(
            """
            SELECT DISTINCT ON (kind) kind, norm, started_at, deadline_at, stopped_at FROM appeal_clocks
            WHERE municipality_id = \(municipality) AND appeal_id = \(appeal)
            ORDER BY kind, deadline_at
            """
        ).map { row in
            let (kind, norm, startedAt, deadlineAt, stoppedAt) = try row.decode(
                (AppealClock.Kind, String, Date, Date, Date?).self
            )
            return Row(
                clock: AppealClock(kind: kind, norm: norm, startedAt: startedAt, deadlineAt: deadlineAt),
                stoppedAt: stoppedAt
            )
        }
    }

    /// Stops those of the appeal's clocks that still run; never before they started, whatever the machine's own clock says.
    package static func stop(
        _ kinds: [AppealClock.Kind],
        of appeal: AppealID,
        in municipality: MunicipalityID,
        at instant: Date,
        on client: some PostgresClient
    ) async throws {
        try await client.execute(
            """
            UPDATE appeal_clocks SET stopped_at = greatest(\(instant), started_at)
            WHERE municipality_id = \(municipality) AND appeal_id = \(appeal) AND stopped_at IS NULL
                AND kind = ANY (\(kinds.map(\.rawValue))::text[]::clock_kind[])
            """
        )
    }

    /// Lets the appeal's clocks run on, as if they had never been stopped: what was refuted was not done.
    /// - Parameter stopped: only those that were stopped then or later; nil for all.
    package static func resume(
        of appeal: AppealID,
        in municipality: MunicipalityID,
        stoppedSince stopped: Date? = nil,
        on client: some PostgresClient
    ) async throws {
        try await client.execute(
            """
            UPDATE appeal_clocks SET stopped_at = NULL
            WHERE municipality_id = \(municipality) AND appeal_id = \(appeal)
                AND (\(stopped)::timestamptz IS NULL OR stopped_at >= \(stopped))
            """
        )
    }

    /// Gives `target` those of the appeal's clocks that run out before its own.
    package static func lend(
        _ appeal: AppealID,
        to target: AppealID,
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws {
        try await client.execute(
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
            WHERE lent.municipality_id = \(municipality) AND lent.appeal_id = \(appeal) AND lent.joined_id IS NULL
                AND (own.deadline_at IS NULL OR lent.deadline_at < own.deadline_at)
            """
        )
    }

    /// Takes back what ``lend(_:to:in:on:)`` gave.
    package static func takeBack(
        _ appeal: AppealID,
        from target: AppealID,
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws {
        try await client.execute(
            """
            DELETE FROM appeal_clocks
            WHERE municipality_id = \(municipality) AND appeal_id = \(target) AND joined_id = \(appeal)
            """
        )
    }
}
