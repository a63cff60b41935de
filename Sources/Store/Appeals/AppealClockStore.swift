package import Foundation
package import Municipality
package import Postgres

/// The clocks of appeals.
package enum AppealClockStore {
    package struct Row: Sendable {
        package let clock: AppealClock
        package let stoppedAt: Date?
    }

    package static func clocks(
        of appeal: AppealID,
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> [Row] {
        try await client.query(
            """
            SELECT kind, norm, started_at, deadline_at, stopped_at FROM appeal_clocks
            WHERE municipality_id = \(municipality) AND appeal_id = \(appeal)
            ORDER BY kind
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
    package static func resume(
        of appeal: AppealID,
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws {
        try await client.execute(
            """
            UPDATE appeal_clocks SET stopped_at = NULL
            WHERE municipality_id = \(municipality) AND appeal_id = \(appeal)
            """
        )
    }
}
