import Logging
public import Postgres

/// The documented roles, as tests have them on their server.
public enum TestRole: String, Sendable {
    /// Owns the schema; no superuser.
    case owner = "zemstvo_test_owner"
    /// What the server connects as: owns nothing and bypasses nothing.
    case server = "zemstvo_test_server"
    /// Reads everything, for backups.
    case backup = "zemstvo_test_backup"

    public var name: String { rawValue }

    /// Made once by each test process; they stay on the server, which tests have to themselves.
    private static let made = Task { try await make(at: PostgresServer.conninfo) }

    /// The connection string of one who acts as this role, on the database that `conninfo` names.
    public func conninfo(_ conninfo: String) -> String {
        conninfo.contains("://")
            ? "\(conninfo)\(conninfo.contains("?") ? "&" : "?")options=-c%20role%3D\(name)"
            : "\(conninfo) options='-c role=\(name)'"
    }

    /// Lends a pool on the database that `conninfo` names to `body`, which acts as this role.
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

    /// Makes them on a server of its own.
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
