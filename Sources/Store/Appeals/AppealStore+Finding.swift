package import Foundation
package import Municipality
import Postgres

extension AppealStore {
    /// Those of the ids for which the town has no appeal.
    package static func missing(of appeals: [AppealID], in session: TownSession) async throws -> [AppealID] {
        try await session.query(
            """
            SELECT id FROM unnest(\(appeals)::bigint[]) AS id
            WHERE NOT EXISTS (
                SELECT FROM appeals WHERE municipality_id = \(session.municipality) AND appeal_id = id
            )
            ORDER BY id
            """
        ).map { try $0.decode(AppealID.self) }
    }

    /// Appeals answered before the instant and neither confirmed nor refuted since.
    package static func answered(
        before instant: Date,
        limit: Int,
        in session: TownSession
    ) async throws -> [AppealNumber] {
        try await session.query(
            """
            SELECT number FROM appeals
            WHERE municipality_id = \(session.municipality) AND state = 'answered' AND answered_at < \(instant)
                AND answered_at IS NOT NULL AND closed_at IS NULL
            ORDER BY answered_at
            LIMIT \(limit)
            """
        ).decode(AppealNumber.self)
    }
}
