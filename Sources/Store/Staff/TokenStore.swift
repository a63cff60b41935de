package import Foundation
package import Municipality
import Postgres

/// The API tokens of staff and integrations.
package enum TokenStore {
    /// Selects the tokens of staff or of integrations.
    package enum Holders: Sendable {
        case staff, integrations
    }

    package enum Holder: Sendable {
        case user(UserID)
        case integration(IntegrationID)

        var user: UserID? {
            guard case .user(let id) = self else { return nil }
            return id
        }

        var integration: IntegrationID? {
            guard case .integration(let id) = self else { return nil }
            return id
        }
    }

    package struct Row: Sendable {
        package let id: Int32
        /// Login of the user who holds it.
        package let login: String?
        /// Code of the integration that holds it.
        package let integration: String?
        package let label: String
        package let createdAt: Date
        package let expiresAt: Date?
        package let revokedAt: Date?
        package let lastUsedAt: Date?

        init(_ row: PostgresRow) throws {
            var columns = row.columns
            id = try columns.next()
            login = try columns.next()
            integration = try columns.next()
            label = try columns.next()
            createdAt = try columns.next()
            expiresAt = try columns.next()
            revokedAt = try columns.next()
            lastUsedAt = try columns.next()
            try columns.end()
        }
    }

    /// - Parameter tokens: the table, or a statement with the same columns.
    private static func rows(of tokens: SQL) -> SQL {
        """
        SELECT t.token_id, u.login, i.code, t.label, t.created_at, t.expires_at, t.revoked_at, t.last_used_at
        FROM \(fragment: tokens) AS t
        LEFT JOIN staff_users AS u ON u.municipality_id = t.municipality_id AND u.user_id = t.user_id
        LEFT JOIN integrations AS i
            ON i.municipality_id = t.municipality_id AND i.integration_id = t.integration_id
        """
    }

    /// In the order in which they were issued.
    /// - Parameter name: login or code of one holder; nil means all holders.
    package static func all(
        of holders: Holders,
        named name: String? = nil,
        in session: TownSession
    ) async throws -> [Row] {
        try await session.query(
            """
            \(fragment: rows(of: "api_tokens"))
            WHERE t.municipality_id = \(session.municipality)
                AND (t.integration_id IS NOT NULL) = \(holders == .integrations)
                AND (\(name)::text IS NULL OR coalesce(u.login, i.code) = \(name))
            ORDER BY t.token_id
            """
        ).map(Row.init)
    }

    package static func create(
        hash: [UInt8],
        holder: Holder,
        label: String,
        expiresAt: Date?,
        in session: TownSession
    ) async throws -> Row? {
        try await session.query(
            """
            WITH made AS (
                INSERT INTO api_tokens (municipality_id, user_id, integration_id, token_hash, label, created_at, expires_at)
                VALUES (\(session.municipality), \(holder.user), \(holder.integration), \(Bytea(hash)), \(label),
                    \(session.now), \(expiresAt))
                RETURNING *
            )
            \(fragment: rows(of: "made"))
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

    /// - Returns: whether such a holder has the token and it was not revoked before.
    package static func revoke(_ id: Int32, of holders: Holders, in session: TownSession) async throws -> Bool {
        try await session.execute(
            """
            UPDATE api_tokens SET revoked_at = \(session.now)
            WHERE municipality_id = \(session.municipality) AND token_id = \(id) AND revoked_at IS NULL
                AND (integration_id IS NOT NULL) = \(holders == .integrations)
            """
        ) == 1
    }
}
