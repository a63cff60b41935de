import FoundationEssentials

/// The server that tests run against.
public enum PostgresServer {
    static let variable = "ZEMSTVO_TEST_DATABASE_URL"

    /// The connection string of a maintenance database, of a role that may create databases.
    public static var conninfo: String {
        get throws {
            guard let value = ProcessInfo.processInfo.environment[variable], !value.isEmpty else {
                throw TestSupportError(
                    """
                    set \(variable) to a connection string of a PostgreSQL server for tests, as a superuser, \
                    e.g. postgresql:///postgres?host=/tmp&port=5432&user=postgres
                    """
                )
            }
            return value
        }
    }

    /// Runs one of the server's own programs, such as `pg_dump`, to its end.
    ///
    /// - Throws: ``TestSupportError`` when its exit status is not 0.
    public static func run(_ program: String, _ arguments: [String]) async throws {
        try await ServerShell().run(program, arguments)
    }

    /// `conninfo`, URI or keyword/value, with another database.
    static func conninfo(_ conninfo: String, database: String) -> String {
        guard conninfo.contains("://") else { return "\(conninfo) dbname=\(database)" }
        return conninfo + (conninfo.contains("?") ? "&" : "?") + "dbname=\(database)"
    }
}

/// Why a test cannot run.
public struct TestSupportError: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
