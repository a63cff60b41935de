package import Foundation
package import Municipality
import Postgres

extension TokenStore {
    /// The caller who presented a token.
    package struct Caller: Sendable {
        package let token: Int32
        package let lastUsedAt: Date?
        /// A member of staff or an integration.
        package let actor: Actor

        init(_ row: PostgresRow) throws {
            var columns = row.columns
            token = try columns.next()
            lastUsedAt = try columns.next()
            let user: UserID? = try columns.next()
            let login: String? = try columns.next()
            let userName: String? = try columns.next()
            let role: StaffRole? = try columns.next()
            let organisation: OrganisationID? = try columns.next()
            let organisationCode: Slug? = try columns.next()
            let integration: IntegrationID? = try columns.next()
            let code: String? = try columns.next()
            let name: String? = try columns.next()
            let permissions: [String]? = try columns.next()
            try columns.end()
            if let user, let login, let userName, let role {
                let member = StaffMember(
                    id: user,
                    login: login,
                    name: userName,
                    role: role,
                    organisation: organisation.flatMap { id in
                        organisationCode.map { StaffMember.StaffOrganisation(id: id, code: $0) }
                    }
                )
                actor = .staff(member)
            } else if let integration, let code, let name, let permissions {
                actor = .integration(
                    Actor.Integration(
                        id: integration,
                        code: code,
                        name: name,
                        permissions: Set(permissions.compactMap(Permission.init(rawValue:)))
                    )
                )
            } else {
                throw PostgresError(.decoding, "a token of nobody")
            }
        }
    }

    /// The active holder of the valid token that has the hash.
    package static func caller(tokenHash hash: [UInt8], in session: TownSession) async throws -> Caller? {
        try await session.query(
            """
            SELECT t.token_id, t.last_used_at, u.user_id, u.login, u.name, u.role, u.organisation_id, o.code,
                i.integration_id, i.code, i.name, i.permissions
            FROM api_tokens AS t
            LEFT JOIN staff_users AS u
                ON u.municipality_id = t.municipality_id AND u.user_id = t.user_id AND u.active
            LEFT JOIN organisations AS o
                ON o.municipality_id = u.municipality_id AND o.organisation_id = u.organisation_id
            LEFT JOIN integrations AS i
                ON i.municipality_id = t.municipality_id AND i.integration_id = t.integration_id AND i.active
            WHERE t.municipality_id = \(session.municipality) AND t.token_hash = \(Bytea(hash))
                AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > \(session.now))
                AND (u.user_id IS NOT NULL OR i.integration_id IS NOT NULL)
            """
        ).first.map(Caller.init)
    }
}
