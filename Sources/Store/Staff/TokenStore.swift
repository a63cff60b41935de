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
    }

    package static func all(in session: TownSession) async throws -> [Row] {
        try await session.query(
            """
            SELECT t.token_id, u.login, t.label, t.created_at, t.expires_at, t.revoked_at
            FROM api_tokens AS t
            JOIN staff_users AS u ON u.municipality_id = t.municipality_id AND u.user_id = t.user_id
            WHERE t.municipality_id = \(session.municipality)
            ORDER BY t.token_id
            """
        ).map { row in
            let (id, login, label, createdAt, expiresAt, revokedAt) = try row.decode(
                (Int32, String, String, Date, Date?, Date?).self
            )
            return Row(
                id: id,
                login: login,
                label: label,
                createdAt: createdAt,
                expiresAt: expiresAt,
                revokedAt: revokedAt
            )
        }
    }

    package static func create(
        hash: [UInt8],
        user: UserID,
        label: String,
        expiresAt: Date?,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            INSERT INTO api_tokens (municipality_id, user_id, token_hash, label, expires_at)
            VALUES (\(session.municipality), \(user), \(Bytea(hash)), \(label), \(expiresAt))
            """
        )
    }

    /// - Returns: whether there is such a token that was not revoked before.
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
