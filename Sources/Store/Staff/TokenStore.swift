package import Foundation
package import Municipality
import Postgres

package enum TokenStore {
    package struct Row: Sendable {
        package let id: Int32
        package let login: String
        package let label: String
        package let createdAt: Date
        package let expiresAt: Date?
        package let revokedAt: Date?
        package let lastUsedAt: Date?

        init(_ row: PostgresRow) throws {
            var columns = row.columns
            id = try columns.next()
            login = try columns.next()
            label = try columns.next()
            createdAt = try columns.next()
            expiresAt = try columns.next()
            revokedAt = try columns.next()
            lastUsedAt = try columns.next()
            try columns.end()
        }
    }

    /// In the order in which they were issued.
    /// - Parameter login: of one user; nil means all users.
    package static func all(of login: String? = nil, in session: TownSession) async throws -> [Row] {
        try await session.query(
            """
            SELECT t.token_id, u.login, t.label, t.created_at, t.expires_at, t.revoked_at, t.last_used_at
            FROM api_tokens AS t
            JOIN staff_users AS u ON u.municipality_id = t.municipality_id AND u.user_id = t.user_id
            WHERE t.municipality_id = \(session.municipality) AND (\(login)::text IS NULL OR u.login = \(login))
            ORDER BY t.token_id
            """
        ).map(Row.init)
    }

    package static func create(
        hash: [UInt8],
        user: UserID,
        label: String,
        expiresAt: Date?,
        in session: TownSession
    ) async throws -> Row? {
        try await session.query(
            """
            WITH made AS (
                INSERT INTO api_tokens (municipality_id, user_id, token_hash, label, created_at, expires_at)
                VALUES (\(session.municipality), \(user), \(Bytea(hash)), \(label), \(session.now), \(expiresAt))
                RETURNING municipality_id, token_id, user_id, label, created_at, expires_at, revoked_at, last_used_at
            )
            SELECT t.token_id, u.login, t.label, t.created_at, t.expires_at, t.revoked_at, t.last_used_at
            FROM made AS t
            JOIN staff_users AS u ON u.municipality_id = t.municipality_id AND u.user_id = t.user_id
            """
        ).first.map(Row.init)
    }

    /// Stores that a token was used, unless it was used within the last minute.
    package static func use(_ id: Int32, in session: TownSession) async throws {
        try await session.execute(
            """
            UPDATE api_tokens SET last_used_at = \(session.now)
            WHERE municipality_id = \(session.municipality) AND token_id = \(id)
                AND (last_used_at IS NULL OR last_used_at <= \(session.now.addingTimeInterval(-useInterval)))
            """
        )
    }

    /// Seconds within which another use of a token is not stored.
    package static let useInterval = 60.0

    /// - Returns: whether the token existed and was not revoked before.
    package static func revoke(
        _ id: Int32,
        in session: TownSession
    ) async throws -> Bool {
        try await session.execute(
            """
            UPDATE api_tokens SET revoked_at = \(session.now)
            WHERE municipality_id = \(session.municipality) AND token_id = \(id) AND revoked_at IS NULL
            """
        ) == 1
    }
}
