package import Municipality
import Postgres

/// Training examples from the town's own past.
package enum RoutingExampleStore {
    package struct Example: Sendable {
        package let text: String
        package let address: String?
        package let category: CategoryID
        package let organisation: String
        /// Whether the category was confirmed too, and not only the organisation.
        package let confirmsCategory: Bool
    }

    /// Appeals whose routing was right: those routed by hand, corrections included, and not returned since, and all
    /// others that were closed without a return. The newest ones, in the order of their registration.
    package static func examples(
        limit: Int,
        in session: TownSession
    ) async throws -> [Example] {
        try await session.query(
            """
            SELECT text, address, category, organisation, confirms_category FROM (
                SELECT a.appeal_id, a.registered_at, words.text,
                    coalesce(h.address, a.address) AS address,
                    coalesce(d.category_id, a.category_id) AS category, o.code AS organisation,
                    a.state = 'closed' OR d.actor_kind = 'staff' AND d.reason <> 'returned'
                        AS confirms_category
                FROM appeals AS a
                JOIN appeal_texts AS words ON words.municipality_id = a.municipality_id AND words.appeal_id = a.appeal_id
                LEFT JOIN LATERAL (
                    SELECT category_id, actor_kind, reason FROM routing_decisions AS newest
                    WHERE newest.municipality_id = a.municipality_id AND newest.appeal_id = a.appeal_id
                        AND newest.outcome = 'routed'
                    ORDER BY newest.decision_id DESC
                    LIMIT 1
                ) AS d ON true
                JOIN organisations AS o
                    ON o.municipality_id = a.municipality_id AND o.organisation_id = a.organisation_id
                LEFT JOIN houses AS h ON h.municipality_id = a.municipality_id AND h.house_id = a.house_id
                WHERE a.municipality_id = \(session.municipality) AND coalesce(d.category_id, a.category_id) IS NOT NULL
                    AND (a.state = 'closed' OR d.actor_kind = 'staff' AND a.state <> 'triage')
                    AND NOT EXISTS (
                        SELECT FROM tickets AS t
                        WHERE t.municipality_id = a.municipality_id AND t.appeal_id = a.appeal_id
                            AND t.state = 'returned' AND (d.actor_kind IS DISTINCT FROM 'staff' OR t.organisation_id = a.organisation_id)
                    )
                ORDER BY a.registered_at DESC, a.appeal_id DESC
                LIMIT \(limit)
            ) AS stood
            ORDER BY registered_at, appeal_id
            """
        ).map { row in
            var columns = row.columns
            let example = Example(
                text: try columns.next(),
                address: try columns.next(),
                category: try columns.next(),
                organisation: try columns.next(),
                confirmsCategory: try columns.next()
            )
            try columns.end()
            return example
        }
    }
}
