import Logging
public import Postgres

/// The documented database roles, as they exist on the test server.
public enum TestRole: String, Sendable {
    /// Owns the schema. Not a superuser.
    case owner = "zemstvo_test_owner"
    /// The server connects with it. Owns nothing and bypasses nothing.
    case server = "zemstvo_test_server"
    /// Reads everything, for backups.
    case backup = "zemstvo_test_backup"

    public var name: String { rawValue }

    /// Created once by each test process. They stay on the server, which only tests use.
    private static let made = Task { try await make(at: PostgresServer.conninfo) }

    /// The connection string for this role, on the database of `conninfo`.
    public func conninfo(_ conninfo: String) -> String {
        conninfo.contains("://")
            ? "\(conninfo)\(conninfo.contains("?") ? "&" : "?")options=-c%20role%3D\(name)"
            : "\(conninfo) options='-c role=\(name)'"
    }

    /// Lends `body` a pool for this role, on the database of `conninfo`.
    @discardableResult
    public func lend<Result>(
        _ conninfo: String,
        _ body: (PostgresPool) async throws -> Result
    ) async throws -> Result {
        let pool = PostgresPool(PostgresConfiguration(self.conninfo(conninfo)), logger: .silent)
        do {
            let result = try await body(pool)
            await pool.close()
            return result
        } catch {
            await pool.close()
            throw error
        }
    }

    /// Returns when the roles exist.
    public static func make() async throws {
        try await made.value
    }

    /// Creates them on a private server.
    public static func make(at conninfo: String) async throws {
        try await TestDatabase.administer(
            conninfo,
            """
            DO $$
            BEGIN
                -- Each by itself, because the end-to-end tests may have made the first two.
                BEGIN
                    CREATE ROLE zemstvo_test_owner;
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                END;
                BEGIN
                    CREATE ROLE zemstvo_test_server;
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                END;
                BEGIN
                    CREATE ROLE zemstvo_test_backup BYPASSRLS;
                    GRANT pg_read_all_data TO zemstvo_test_backup;
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                END;
            END $$
            """
        )
    }
}
