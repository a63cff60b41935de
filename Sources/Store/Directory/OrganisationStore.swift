package import Municipality
import Postgres

package enum OrganisationStore {
    package struct Row: Sendable {
        package let id: OrganisationID
        package let code: String
        package let name: String
        package let sector: Sector
        package let parent: String?
        package let kind: String?
        package let phone: String?
        package let email: String?
        package let active: Bool

        init(_ row: PostgresRow) throws {
            var columns = row.columns
            id = try columns.next()
            code = try columns.next()
            name = try columns.next()
            sector = try columns.next()
            parent = try columns.next()
            kind = try columns.next()
            phone = try columns.next()
            email = try columns.next()
            active = try columns.next()
            try columns.end()
        }
    }

    private static let selection: SQL = """
        SELECT o.organisation_id, o.code, o.name, o.sector, p.code, o.kind, o.phone, o.email, o.active
        FROM organisations AS o
        LEFT JOIN organisations AS p ON p.municipality_id = o.municipality_id AND p.organisation_id = o.parent_id
        """

    package static func all(in session: TownSession) async throws -> [Row] {
        try await session.query(
            "\(fragment: selection) WHERE o.municipality_id = \(session.municipality) ORDER BY o.code"
        ).map(Row.init)
    }

    package static func organisation(
        _ code: String,
        in session: TownSession
    ) async throws -> Row? {
        try await session.query(
            "\(fragment: selection) WHERE o.municipality_id = \(session.municipality) AND o.code = \(code)"
        ).first.map(Row.init)
    }

    /// The active organisation with that code.
    package static func active(_ code: String, in session: TownSession) async throws -> OrganisationID? {
        try await session.query(
            """
            SELECT organisation_id FROM organisations
            WHERE municipality_id = \(session.municipality) AND code = \(code) AND active
            """
        ).first?.decode(OrganisationID.self)
    }

    /// Codes of the town's organisations.
    package static func codes(in session: TownSession) async throws -> [OrganisationID: String] {
        var codes: [OrganisationID: String] = [:]
        for row in try await session.query(
            "SELECT organisation_id, code FROM organisations WHERE municipality_id = \(session.municipality)"
        ) {
            var columns = row.columns
            let organisation: OrganisationID = try columns.next()
            codes[organisation] = try columns.next()
            try columns.end()
        }
        return codes
    }

    /// The stored values of an organisation.
    package struct Values: Sendable {
        package var code: Slug
        package var name: String
        package var sector: Sector
        /// Code of the parent, which must exist.
        package var parent: String?
        package var kind: String?
        package var phone: String?
        package var email: String?
        package var active: Bool

        package init(
            code: Slug,
            name: String,
            sector: Sector,
            parent: String? = nil,
            kind: String? = nil,
            phone: String? = nil,
            email: String? = nil,
            active: Bool = true
        ) {
            self.code = code
            self.name = name
            self.sector = sector
            self.parent = parent
            self.kind = kind
            self.phone = phone
            self.email = email
            self.active = active
        }
    }

    /// Inserts organisations with new codes, each with an empty queue, and updates the others. Parents may be among
    /// them.
    ///
    /// - Returns: the change of each, in order.
    package static func save(
        _ rows: [Values],
        in session: TownSession
    ) async throws -> [SavedChange] {
        let changes = try await session.query(
            """
            WITH given AS MATERIALIZED (
                SELECT * FROM unnest(
                    \(rows.map(\.code.rawValue))::text[], \(rows.map(\.name))::text[],
                    \(rows.map(\.sector.rawValue))::text[], \(rows.map(\.kind))::text[],
                    \(rows.map(\.phone))::text[], \(rows.map(\.email))::text[], \(rows.map(\.active))::boolean[]
                ) WITH ORDINALITY AS g (code, name, sector, kind, phone, email, active, ordinal)
            ), saved AS (
                INSERT INTO organisations AS o (municipality_id, code, name, sector, kind, phone, email, active)
                SELECT \(session.municipality), code, name, sector::sector, kind, phone, email, active FROM given ORDER BY ordinal
                ON CONFLICT ON CONSTRAINT organisations_code_key DO UPDATE
                SET name = excluded.name, sector = excluded.sector, kind = excluded.kind, phone = excluded.phone,
                    email = excluded.email, active = excluded.active
                WHERE (o.name, o.sector, o.kind, o.phone, o.email, o.active) IS DISTINCT FROM
                    (excluded.name, excluded.sector, excluded.kind, excluded.phone, excluded.email, excluded.active)
                RETURNING organisation_id, code, xmax = 0 AS is_new
            ), queues AS (
                INSERT INTO queue_heads (municipality_id, organisation_id)
                SELECT \(session.municipality), organisation_id FROM saved WHERE is_new
            )
            SELECT CASE WHEN is_new THEN 'inserted' WHEN is_new IS NULL THEN 'unchanged' ELSE 'updated' END
            FROM given LEFT JOIN saved USING (code)
            ORDER BY ordinal
            """
        ).decode(SavedChange.self)
        try await session.execute(
            """
            UPDATE organisations AS o SET parent_id = p.organisation_id
            FROM unnest(\(rows.map(\.code.rawValue))::text[], \(rows.map(\.parent))::text[]) AS g (code, parent)
            LEFT JOIN organisations AS p ON p.municipality_id = \(session.municipality) AND p.code = g.parent
            WHERE o.municipality_id = \(session.municipality) AND o.code = g.code
                AND o.parent_id IS DISTINCT FROM p.organisation_id
            """
        )
        return changes
    }

    /// Codes of the organisations that are their own ancestors.
    package static func cycles(in session: TownSession) async throws -> [String] {
        try await session.query(
            """
            WITH RECURSIVE above AS (
                SELECT organisation_id AS below, parent_id AS id FROM organisations
                WHERE municipality_id = \(session.municipality) AND parent_id IS NOT NULL
                UNION
                SELECT above.below, o.parent_id FROM above
                JOIN organisations AS o ON o.municipality_id = \(session.municipality) AND o.organisation_id = above.id
                WHERE o.parent_id IS NOT NULL
            )
            SELECT code FROM organisations
            WHERE municipality_id = \(session.municipality)
                AND organisation_id IN (SELECT below FROM above WHERE id = below)
            ORDER BY code
            """
        ).decode(String.self)
    }
}
