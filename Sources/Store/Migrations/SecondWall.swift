package import Postgres

/// The state of row-level security in the database: see `SQL/m0012_tenancy.sql`.
package struct SecondWall: Sendable {
    /// The role of the connection.
    package let role: String
    /// Whether row-level security does not apply to the role, because it is a superuser or has BYPASSRLS.
    package let isBypassed: Bool
    /// Whether the role owns tables, and so could drop the policies.
    package let isOwner: Bool
    /// Tables with `municipality_id` whose row-level security is not exactly that of `separate_municipalities`.
    package let openTables: [String]

    /// Tables that are read before the town is known.
    private static let readBefore = ["municipalities", "municipality_hosts"]

    /// As PostgreSQL prints it.
    private static let policy = "(municipality_id = ( SELECT current_municipality() AS current_municipality))"

    package static func look(on client: some PostgresClient) async throws -> SecondWall {
        let (role, isBypassed, isOwner, open) = try await client.query(
            """
            WITH with_town AS (
                SELECT c.oid, c.relname, c.relowner,
                    -- Rows are visible if any of a table's policies lets them through, so there is one policy only.
                    c.relrowsecurity AND c.relforcerowsecurity AND ARRAY(
                        SELECT p.polcmd = '*' AND p.polroles = '{0}' AND p.polpermissive
                            AND pg_get_expr(p.polqual, c.oid) = \(Self.policy)
                            AND pg_get_expr(p.polwithcheck, c.oid) = \(Self.policy)
                        FROM pg_policy AS p WHERE p.polrelid = c.oid
                    ) = '{t}' AS closed
                FROM pg_class AS c
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
                    AND EXISTS (
                        SELECT FROM pg_attribute AS a
                        WHERE a.attrelid = c.oid AND a.attname = 'municipality_id' AND NOT a.attisdropped
                    )
            )
            SELECT me.rolname::text, me.rolsuper OR me.rolbypassrls,
                EXISTS (SELECT FROM with_town WHERE pg_has_role(me.oid, relowner, 'MEMBER')),
                ARRAY(
                    SELECT relname::text FROM with_town
                    WHERE NOT closed AND relname <> ALL (\(Self.readBefore)) ORDER BY 1
                )
            FROM pg_roles AS me WHERE me.rolname = current_user
            """
        ).only((String, Bool, Bool, [String]).self)
        return SecondWall(role: role, isBypassed: isBypassed, isOwner: isOwner, openTables: open)
    }
}
