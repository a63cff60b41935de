package import Municipality
import Postgres

package enum ProjectStore {
    package struct Row: Sendable {
        package let id: Int32
        package let code: String
        package let title: String
        package let description: String
        package let state: ProjectState
        package let lead: String
        package let startsOn: Day
        package let endsOn: Day
        /// The weighted mean of the milestones' progress in percent, rounded down.
        package let progress: Int
        package let appeals: Int

        init(_ row: PostgresRow) throws {
            var columns = row.columns
            id = try columns.next()
            code = try columns.next()
            title = try columns.next()
            description = try columns.next()
            state = try columns.next()
            lead = try columns.next()
            startsOn = try columns.next()
            endsOn = try columns.next()
            progress = try columns.next()
            appeals = try columns.next()
            try columns.end()
        }
    }

    private static let selection: SQL = """
        SELECT p.project_id, p.code, p.title, p.description, p.state, o.code, p.starts_on, p.ends_on,
            coalesce((SELECT sum(m.progress::integer * m.weight) / sum(m.weight) FROM project_milestones AS m
                WHERE m.municipality_id = p.municipality_id AND m.project_id = p.project_id), 0)::bigint,
            (SELECT count(*) FROM project_appeals AS a
                WHERE a.municipality_id = p.municipality_id AND a.project_id = p.project_id)
        FROM projects AS p
        JOIN organisations AS o ON o.municipality_id = p.municipality_id AND o.organisation_id = p.lead_id
        """

    package static func all(in session: TownSession) async throws -> [Row] {
        try await session.query(
            "\(fragment: selection) WHERE p.municipality_id = \(session.municipality) ORDER BY p.starts_on, p.code"
        ).map(Row.init)
    }

    package static func project(
        _ code: String,
        in session: TownSession
    ) async throws -> Row? {
        try await session.query(
            "\(fragment: selection) WHERE p.municipality_id = \(session.municipality) AND p.code = \(code)"
        ).first.map(Row.init)
    }

    /// The stored values of a project. The lead must exist.
    package struct Values: Sendable {
        package var code: Slug
        package var title: String
        package var description: String
        package var state: ProjectState
        package var lead: String
        package var startsOn: Day
        package var endsOn: Day

        package init(
            code: Slug,
            title: String,
            description: String,
            state: ProjectState,
            lead: String,
            startsOn: Day,
            endsOn: Day
        ) {
            self.code = code
            self.title = title
            self.description = description
            self.state = state
            self.lead = lead
            self.startsOn = startsOn
            self.endsOn = endsOn
        }
    }

    /// Inserts a project, or updates the one with the same code.
    /// - Returns: false when the lead does not exist.
    package static func save(
        _ values: Values,
        in session: TownSession
    ) async throws -> Bool {
        try await session.execute(
            """
            INSERT INTO projects (municipality_id, code, title, description, state, lead_id, starts_on, ends_on)
            SELECT \(session.municipality), \(values.code), \(values.title), \(values.description), \(values.state)::project_state,
                organisation_id, \(values.startsOn)::date, \(values.endsOn)::date
            FROM organisations WHERE municipality_id = \(session.municipality) AND code = \(values.lead)
            ON CONFLICT ON CONSTRAINT projects_code_key DO UPDATE
            SET title = excluded.title, description = excluded.description, state = excluded.state,
                lead_id = excluded.lead_id, starts_on = excluded.starts_on, ends_on = excluded.ends_on
            """
        ) == 1
    }
}
