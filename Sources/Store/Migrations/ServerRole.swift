package import Postgres

/// The role that the server connects as. It owns nothing, so that row-level security applies to it.
package enum ServerRole {
    /// Whether the database server has a role with that name.
    package static func exists(_ role: String, on client: some PostgresClient) async throws -> Bool {
        try await client.query("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = \(role))").only(Bool.self)
    }

    /// Grants what the server needs on everything in the schema, if the role exists. Safe to repeat.
    ///
    /// Not safe for concurrent callers: PostgreSQL refuses two grants on one table at the same time.
    static func grant(to role: String, on connection: PostgresConnection) async throws {
        guard try await exists(role, on: connection) else { return }
        let (role, schema) = try await connection.query(
            "SELECT quote_ident(\(role)), quote_ident(current_schema())"
        ).only((String, String).self)
        try await connection.simple(
            """
            BEGIN;
            GRANT USAGE ON SCHEMA \(schema) TO \(role);
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA \(schema) TO \(role);
            REVOKE INSERT, UPDATE, DELETE ON schema_migrations FROM \(role);
            GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA \(schema) TO \(role);
            GRANT EXECUTE ON ALL ROUTINES IN SCHEMA \(schema) TO \(role);
            COMMIT
            """
        )
    }
}
