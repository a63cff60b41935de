package import Municipality
import Postgres

package enum IntegrationStore {
    package struct Row: Sendable {
        package let id: IntegrationID
        package let code: Slug
        package let name: String
        package let permissions: [String]
        package let active: Bool

        init(_ row: PostgresRow) throws {
            var columns = row.columns
            id = try columns.next()
            code = try columns.next()
            name = try columns.next()
            permissions = try columns.next()
            active = try columns.next()
            try columns.end()
        }
    }

    /// In order of their codes.
    package static func all(in session: TownSession) async throws -> [Row] {
        try await session.query(
            """
            SELECT integration_id, code, name, permissions, active FROM integrations
            WHERE municipality_id = \(session.municipality) ORDER BY code
            """
        ).map(Row.init)
    }

    package static func integration(_ code: String, in session: TownSession) async throws -> Row? {
        try await session.query(
            """
            SELECT integration_id, code, name, permissions, active FROM integrations
            WHERE municipality_id = \(session.municipality) AND code = \(code)
            """
        ).first.map(Row.init)
    }

    package static func create(
        code: Slug,
        name: String,
        permissions: [String],
        in session: TownSession
    ) async throws -> Row? {
        try await session.query(
            """
            INSERT INTO integrations (municipality_id, code, name, permissions)
            VALUES (\(session.municipality), \(code), \(name), \(permissions))
            RETURNING integration_id, code, name, permissions, active
            """
        ).first.map(Row.init)
    }

    /// - Returns: nil when there is no such integration.
    package static func update(
        _ code: String,
        name: String?,
        permissions: [String]?,
        active: Bool?,
        in session: TownSession
    ) async throws -> Row? {
        try await session.query(
            """
            UPDATE integrations
            SET name = coalesce(\(name), name), permissions = coalesce(\(permissions), permissions),
                active = coalesce(\(active), active)
            WHERE municipality_id = \(session.municipality) AND code = \(code)
            RETURNING integration_id, code, name, permissions, active
            """
        ).first.map(Row.init)
    }
}
