package import Municipality
import Postgres

/// Partners, milestones and appeals of projects.
package enum ProjectPartStore {
    package struct Partner: Sendable {
        package let organisation: String
        package let name: String
        package let sector: Sector
        package let role: String
    }

    package static func partners(
        of project: Int32,
        in session: TownSession
    ) async throws -> [Partner] {
        try await session.query(
            """
            SELECT o.code, o.name, o.sector, p.role
            FROM project_partners AS p
            JOIN organisations AS o ON o.municipality_id = p.municipality_id AND o.organisation_id = p.organisation_id
            WHERE p.municipality_id = \(session.municipality) AND p.project_id = \(project)
            ORDER BY o.code
            """
        ).map { row in
            var columns = row.columns
            let partner = Partner(
                organisation: try columns.next(),
                name: try columns.next(),
                sector: try columns.next(),
                role: try columns.next()
            )
            try columns.end()
            return partner
        }
    }

    /// - Returns: false when the organisation does not exist.
    package static func savePartner(
        _ organisation: String,
        role: String,
        of project: Int32,
        in session: TownSession
    ) async throws -> Bool {
        try await session.execute(
            """
            INSERT INTO project_partners (municipality_id, project_id, organisation_id, role)
            SELECT \(session.municipality), \(project), organisation_id, \(role)
            FROM organisations WHERE municipality_id = \(session.municipality) AND code = \(organisation)
            ON CONFLICT ON CONSTRAINT project_partners_pkey DO UPDATE SET role = excluded.role
            """
        ) == 1
    }

    package struct Milestone: Sendable {
        package let id: Int32
        package let title: String
        package let dueOn: Day
        package let weight: Int16
        package let progress: Int16
        package let doneOn: Day?
    }

    package static func milestones(
        of project: Int32,
        in session: TownSession
    ) async throws -> [Milestone] {
        try await session.query(
            """
            SELECT milestone_id, title, due_on, weight, progress, done_on FROM project_milestones
            WHERE municipality_id = \(session.municipality) AND project_id = \(project)
            ORDER BY due_on, milestone_id
            """
        ).map { row in
            var columns = row.columns
            let milestone = Milestone(
                id: try columns.next(),
                title: try columns.next(),
                dueOn: try columns.next(),
                weight: try columns.next(),
                progress: try columns.next(),
                doneOn: try columns.next()
            )
            try columns.end()
            return milestone
        }
    }

    /// Inserts a milestone, or updates the one with the same title. The day on which it reaches 100 percent is stored.
    package static func saveMilestone(
        title: String,
        dueOn: Day,
        weight: Int16,
        progress: Int16,
        today: Day,
        of project: Int32,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            INSERT INTO project_milestones AS m (municipality_id, project_id, title, due_on, weight, progress, done_on)
            VALUES (\(session.municipality), \(project), \(title), \(dueOn), \(weight), \(progress),
                CASE WHEN \(progress)::smallint = 100 THEN \(today)::date END)
            ON CONFLICT ON CONSTRAINT project_milestones_title_key DO UPDATE
            SET due_on = excluded.due_on, weight = excluded.weight, progress = excluded.progress,
                done_on = CASE WHEN excluded.progress = 100 THEN coalesce(m.done_on, excluded.done_on) END
            """
        )
    }

    /// - Returns: whether the project has such a milestone.
    package static func updateMilestone(
        _ id: Int32,
        title: String?,
        dueOn: Day?,
        weight: Int16?,
        progress: Int16?,
        today: Day,
        of project: Int32,
        in session: TownSession
    ) async throws -> Bool {
        try await session.execute(
            """
            UPDATE project_milestones
            SET title = coalesce(\(title), title), due_on = coalesce(\(dueOn), due_on),
                weight = coalesce(\(weight), weight), progress = coalesce(\(progress), progress),
                done_on = CASE WHEN coalesce(\(progress), progress) = 100 THEN coalesce(done_on, \(today)) END
            WHERE municipality_id = \(session.municipality) AND project_id = \(project) AND milestone_id = \(id)
            """
        ) == 1
    }

    /// - Returns: false when there is no such appeal.
    package static func link(
        _ appeal: AppealID,
        to project: Int32,
        in session: TownSession
    ) async throws -> Bool {
        try await session.query(
            """
            WITH appeal AS (
                SELECT appeal_id FROM appeals WHERE municipality_id = \(session.municipality) AND appeal_id = \(appeal)
            ), linked AS (
                INSERT INTO project_appeals (municipality_id, project_id, appeal_id)
                SELECT \(session.municipality), \(project), appeal_id FROM appeal
                ON CONFLICT ON CONSTRAINT project_appeals_pkey DO NOTHING
            )
            SELECT EXISTS (SELECT FROM appeal)
            """
        ).only(Bool.self)
    }

    /// - Returns: whether they were linked.
    package static func unlink(
        _ appeal: AppealID,
        from project: Int32,
        in session: TownSession
    ) async throws -> Bool {
        try await session.execute(
            """
            DELETE FROM project_appeals
            WHERE municipality_id = \(session.municipality) AND project_id = \(project) AND appeal_id = \(appeal)
            """
        ) == 1
    }
}
