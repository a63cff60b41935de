package import Municipality
import Postgres

/// Reads the catalogue that is kept in memory.
package enum CatalogueStore {
    /// The version of the catalogue; 0 while the town has none.
    package static func version(in session: TownSession) async throws -> Int64 {
        try await session.query(
            "SELECT version FROM catalogue_versions WHERE municipality_id = \(session.municipality)"
        ).first?.decode(Int64.self) ?? 0
    }

    /// The catalogue as the session sees it.
    /// - Parameter version: read before the catalogue. A change in between is noticed at the next check.
    package static func catalogue(version: Int64, in session: TownSession) async throws -> Catalogue {
        Catalogue(
            version: version,
            categories: try await session.query(
                """
                SELECT c.category_id, c.code, g.code, s.service_id, s.code, c.emergency, c.limit_hours, c.keywords,
                    c.keywords_right + c.town_right, c.keywords_wrong + c.town_wrong, c.active
                FROM categories AS c
                JOIN category_groups AS g ON g.municipality_id = c.municipality_id AND g.group_id = c.group_id
                JOIN services AS s ON s.municipality_id = c.municipality_id AND s.service_id = c.service_id
                WHERE c.municipality_id = \(session.municipality)
                ORDER BY c.category_id
                """
            ).map { row in
                var columns = row.columns
                let category = Catalogue.Entry(
                    id: try columns.next(),
                    code: try columns.next(),
                    group: try columns.next(),
                    service: Catalogue.Service(id: try columns.next(), code: try columns.next()),
                    isEmergency: try columns.next(),
                    limitHours: try columns.next(),
                    keywords: try columns.next(),
                    evidence: KeywordEvidence(right: try columns.next(), wrong: try columns.next()),
                    isActive: try columns.next()
                )
                try columns.end()
                return category
            }
        )
    }
}
