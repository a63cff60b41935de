package import Municipality
import Postgres

package enum StaffStore {
    package struct Row: Sendable {
        package let id: UserID
        package let login: String
        package let name: String
        package let role: StaffRole
        package let organisation: OrganisationID?
        package let organisationCode: Slug?
        package let active: Bool

        init(_ row: PostgresRow) throws {
            var columns = row.columns
            id = try columns.next()
            login = try columns.next()
            name = try columns.next()
            role = try columns.next()
            organisation = try columns.next()
            organisationCode = try columns.next()
            active = try columns.next()
            try columns.end()
        }
    }

    private static let selection: SQL = """
        SELECT u.user_id, u.login, u.name, u.role, u.organisation_id, o.code, u.active
        FROM staff_users AS u
        LEFT JOIN organisations AS o
            ON o.municipality_id = u.municipality_id AND o.organisation_id = u.organisation_id
        """

    package static func all(in session: TownSession) async throws -> [Row] {
        try await session.query(
            "\(fragment: selection) WHERE u.municipality_id = \(session.municipality) ORDER BY u.login"
        ).map(Row.init)
    }

    package static func user(
        _ login: String,
        in session: TownSession
    ) async throws -> Row? {
        try await session.query(
            "\(fragment: selection) WHERE u.municipality_id = \(session.municipality) AND u.login = \(login)"
        ).first.map(Row.init)
    }

    package static func create(
        login: String,
        name: String,
        role: StaffRole,
        organisation: OrganisationID?,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            INSERT INTO staff_users (municipality_id, login, name, role, organisation_id)
            VALUES (\(session.municipality), \(login), \(name), \(role), \(organisation))
            """
        )
    }

    /// - Returns: whether there is such a user.
    package static func update(
        _ login: String,
        name: String,
        role: StaffRole,
        organisation: OrganisationID?,
        active: Bool,
        in session: TownSession
    ) async throws -> Bool {
        try await session.execute(
            """
            UPDATE staff_users
            SET name = \(name), role = \(role), organisation_id = \(organisation), active = \(active)
            WHERE municipality_id = \(session.municipality) AND login = \(login)
            """
        ) == 1
    }

    /// - Returns: whether there is such a user.
    package static func setActive(
        _ active: Bool,
        login: String,
        in session: TownSession
    ) async throws -> Bool {
        try await session.execute(
            """
            UPDATE staff_users SET active = \(active)
            WHERE municipality_id = \(session.municipality) AND login = \(login)
            """
        ) == 1
    }
}
