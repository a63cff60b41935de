package import Municipality
import Postgres

package enum CategoryStore {
    package struct Group: Sendable {
        package let code: String
        package let nameRu: String
        package let nameEn: String
    }

    package struct Row: Sendable {
        package let group: Group
        package let code: String
        package let nameRu: String
        package let nameEn: String
        package let service: String
        package let emergency: Bool
        package let limitHours: Int?
        package let keywords: [String]
        /// What came with the catalogue, and what the town counted.
        package let shipped: KeywordEvidence
        package let counted: KeywordEvidence
        package let active: Bool
    }

    /// In order of group and code.
    package static func all(in session: TownSession) async throws -> [Row] {
        try await session.query(
            """
            SELECT g.code, g.name_ru, g.name_en, c.code, c.name_ru, c.name_en, s.code, c.emergency, c.limit_hours,
                c.keywords, c.keywords_right, c.keywords_wrong, c.town_right, c.town_wrong, c.active
            FROM categories AS c
            JOIN category_groups AS g ON g.municipality_id = c.municipality_id AND g.group_id = c.group_id
            JOIN services AS s ON s.municipality_id = c.municipality_id AND s.service_id = c.service_id
            WHERE c.municipality_id = \(session.municipality)
            ORDER BY g.code, c.code
            """
        ).map { row in
            var columns = row.columns
            let category = Row(
                group: Group(code: try columns.next(), nameRu: try columns.next(), nameEn: try columns.next()),
                code: try columns.next(),
                nameRu: try columns.next(),
                nameEn: try columns.next(),
                service: try columns.next(),
                emergency: try columns.next(),
                limitHours: try columns.next(),
                keywords: try columns.next(),
                shipped: KeywordEvidence(right: try columns.next(), wrong: try columns.next()),
                counted: KeywordEvidence(right: try columns.next(), wrong: try columns.next()),
                active: try columns.next()
            )
            try columns.end()
            return category
        }
    }

    /// The stored values of a category. Its group and service are created if they do not exist.
    package struct Values: Sendable {
        package var group: Slug
        package var groupRu: String
        package var groupEn: String
        package var code: String
        package var nameRu: String
        package var nameEn: String
        package var service: Slug
        package var emergency: Bool
        package var limitHours: Int32?
        package var keywords: [String]
        /// Measured on these keywords; nil keeps what is stored while the keywords stay.
        package var evidence: KeywordEvidence?
        package var active: Bool

        package init(
            group: Slug,
            groupRu: String,
            groupEn: String,
            code: String,
            nameRu: String,
            nameEn: String,
            service: Slug,
            emergency: Bool,
            limitHours: Int32?,
            keywords: [String],
            evidence: KeywordEvidence? = nil,
            active: Bool = true
        ) {
            self.group = group
            self.groupRu = groupRu
            self.groupEn = groupEn
            self.code = code
            self.nameRu = nameRu
            self.nameEn = nameEn
            self.service = service
            self.emergency = emergency
            self.limitHours = limitHours
            self.keywords = keywords
            self.evidence = evidence
            self.active = active
        }
    }

    /// Inserts categories with new codes and updates the others.
    ///
    /// - Returns: the change of each, in order.
    package static func save(
        _ rows: [Values],
        in session: TownSession
    ) async throws -> [SavedChange] {
        try await saveServices(rows.map(\.service), in: session)
        try await session.execute(
            """
            INSERT INTO category_groups AS g (municipality_id, code, name_ru, name_en)
            SELECT DISTINCT ON (code) \(session.municipality), code, name_ru, name_en
            FROM unnest(
                \(rows.map(\.group.rawValue))::text[], \(rows.map(\.groupRu))::text[], \(rows.map(\.groupEn))::text[]
            ) AS given (code, name_ru, name_en)
            ORDER BY code
            ON CONFLICT ON CONSTRAINT category_groups_code_key DO UPDATE
            SET name_ru = excluded.name_ru, name_en = excluded.name_en
            WHERE (g.name_ru, g.name_en) IS DISTINCT FROM (excluded.name_ru, excluded.name_en)
            """
        )
        return try await session.query(
            """
            WITH given AS MATERIALIZED (
                SELECT * FROM unnest(
                    \(rows.map(\.group.rawValue))::text[], \(rows.map(\.code))::text[], \(rows.map(\.nameRu))::text[],
                    \(rows.map(\.nameEn))::text[], \(rows.map(\.service.rawValue))::text[],
                    \(rows.map(\.emergency))::boolean[], \(rows.map(\.limitHours))::integer[],
                    \(rows.map { $0.keywords.joined(separator: "|") })::text[], \(rows.map(\.active))::boolean[],
                    \(rows.map { $0.evidence.map { Int32($0.right) } })::integer[],
                    \(rows.map { $0.evidence.map { Int32($0.wrong) } })::integer[]
                ) WITH ORDINALITY AS v (group_code, code, name_ru, name_en, service, emergency, limit_hours, keywords,
                    active, evidence_right, evidence_wrong, ordinal)
            ), saved AS (
                INSERT INTO categories AS c (municipality_id, group_id, code, name_ru, name_en, service_id, emergency,
                    limit_hours, keywords, active, keywords_right, keywords_wrong)
                SELECT \(session.municipality), g.group_id, given.code, given.name_ru, given.name_en, s.service_id, given.emergency,
                    given.limit_hours, string_to_array(given.keywords, '|'), given.active,
                    coalesce(evidence_right, old.keywords_right, 0), coalesce(evidence_wrong, old.keywords_wrong, 0)
                FROM given
                LEFT JOIN categories AS old ON old.municipality_id = \(session.municipality) AND old.code = given.code
                JOIN category_groups AS g ON g.municipality_id = \(session.municipality) AND g.code = given.group_code
                JOIN services AS s ON s.municipality_id = \(session.municipality) AND s.code = given.service
                ORDER BY ordinal
                ON CONFLICT ON CONSTRAINT categories_code_key DO UPDATE
                SET group_id = excluded.group_id, name_ru = excluded.name_ru, name_en = excluded.name_en,
                    service_id = excluded.service_id, emergency = excluded.emergency,
                    limit_hours = excluded.limit_hours, keywords = excluded.keywords, active = excluded.active,
                    keywords_right = excluded.keywords_right, keywords_wrong = excluded.keywords_wrong
                WHERE (c.group_id, c.name_ru, c.name_en, c.service_id, c.emergency, c.limit_hours, c.keywords, c.active,
                        c.keywords_right, c.keywords_wrong)
                    IS DISTINCT FROM (excluded.group_id, excluded.name_ru, excluded.name_en, excluded.service_id,
                        excluded.emergency, excluded.limit_hours, excluded.keywords, excluded.active,
                        excluded.keywords_right, excluded.keywords_wrong)
                RETURNING code, xmax = 0 AS is_new
            )
            SELECT CASE WHEN is_new THEN 'inserted' WHEN is_new IS NULL THEN 'unchanged' ELSE 'updated' END
            FROM given LEFT JOIN saved USING (code)
            ORDER BY ordinal
            """
        ).decode(SavedChange.self)
    }

    /// Stores what the town's own appeals say about the keywords of its categories.
    package static func saveCounted(_ evidence: [CategoryID: KeywordEvidence], in session: TownSession) async throws {
        let rows = evidence.sorted { $0.key.rawValue < $1.key.rawValue }
        try await session.execute(
            """
            UPDATE categories AS c SET town_right = counted.right_ones, town_wrong = counted.wrong_ones
            FROM unnest(
                \(rows.map(\.key))::integer[], \(rows.map { Int32($0.value.right) })::integer[],
                \(rows.map { Int32($0.value.wrong) })::integer[]
            ) AS counted (category_id, right_ones, wrong_ones)
            WHERE c.municipality_id = \(session.municipality) AND c.category_id = counted.category_id
                AND (c.town_right, c.town_wrong) IS DISTINCT FROM (counted.right_ones, counted.wrong_ones)
            """
        )
    }

    package static func hasService(
        _ code: Slug,
        in session: TownSession
    ) async throws -> Bool {
        try await session.query(
            "SELECT EXISTS (SELECT FROM services WHERE municipality_id = \(session.municipality) AND code = \(code.rawValue))"
        ).only(Bool.self)
    }

    /// Creates the services that do not exist yet.
    package static func saveServices(
        _ codes: [Slug],
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            INSERT INTO services (municipality_id, code)
            SELECT DISTINCT \(session.municipality), code FROM unnest(\(codes.map(\.rawValue))::text[]) AS code ORDER BY code
            ON CONFLICT ON CONSTRAINT services_code_key DO NOTHING
            """
        )
    }
}
