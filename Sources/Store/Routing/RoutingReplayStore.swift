package import Foundation
package import Municipality
import Postgres

/// Reads past appeals that are decided again.
package enum RoutingReplayStore {
    package struct Past: Sendable {
        package let facts: RoutingStore.Facts
        /// The machine's decision: nil for triage, or if it never decided.
        package let decided: OrganisationID?
        package let decidedCategory: CategoryID?
        /// The organisation responsible now; nil while it is not known.
        package let organisation: OrganisationID?
        package let category: CategoryID?
    }

    /// The newest `limit` appeals registered since, with the category and place that they were submitted with.
    package static func past(
        since instant: Date,
        limit: Int,
        in session: TownSession
    ) async throws -> [Past] {
        try await session.query(
            """
            SELECT a.appeal_id, (a.registered_at AT TIME ZONE m.time_zone)::date, a.registered_at,
                CASE WHEN NOT first.details ?| '{keywords,opinion}' THEN first.category_id END,
                a.house_id, a.latitude, a.longitude, a.accuracy::double precision, a.address, NULL::timestamptz,
                first.organisation_id, CASE WHEN first.outcome = 'routed' THEN first.category_id END,
                CASE WHEN a.state NOT IN ('registered', 'triage') THEN a.organisation_id END,
                CASE WHEN a.state NOT IN ('registered', 'triage') THEN a.category_id END
            FROM appeals AS a
            JOIN municipalities AS m USING (municipality_id)
            LEFT JOIN LATERAL (
                SELECT * FROM routing_decisions AS d
                WHERE d.municipality_id = a.municipality_id AND d.appeal_id = a.appeal_id AND d.actor_kind = 'worker'
                ORDER BY d.decision_id
                LIMIT 1
            ) AS first ON true
            WHERE a.municipality_id = \(session.municipality) AND a.registered_at >= \(instant)
            ORDER BY a.registered_at DESC, a.appeal_id DESC
            LIMIT \(limit)
            """
        ).map { row in
            var columns = row.columns
            let past = Past(
                facts: try RoutingStore.Facts(&columns),
                decided: try columns.next(),
                decidedCategory: try columns.next(),
                organisation: try columns.next(),
                category: try columns.next()
            )
            try columns.end()
            return past
        }
    }
}
