import FoundationEssentials
import Logging
public import Postgres

/// The database of one test, with a name that is unique on the server.
public struct TestDatabase: Sendable {
    public let name: String
    public let conninfo: String
    private let maintenance: String

    /// Creates a database, as a copy of `template` if it is given. Nobody may be connected to the template.
    /// - Parameter owner: by default the superuser that tests connect as.
    public static func create(template: String? = nil, owner: TestRole? = nil) async throws -> TestDatabase {
        let maintenance = try PostgresServer.conninfo
        let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        var clause = template.map { " TEMPLATE \"\($0)\"" } ?? ""
        if let owner {
            try await TestRole.make()
            clause += " OWNER \(owner.name)"
        }
        try await administer(maintenance, "CREATE DATABASE \(name)\(clause)")
        return TestDatabase(
            name: name,
            conninfo: PostgresServer.conninfo(maintenance, database: name),
            maintenance: maintenance
        )
    }

    /// Creates a database for the duration of `body`, once few enough others are in use.
    @discardableResult
    public static func with<Result>(
        template: String? = nil,
        owner: TestRole? = nil,
        _ body: (TestDatabase) async throws -> Result
    ) async throws -> Result {
        try await DatabaseGate.shared.pass {
            let database = try await create(template: template, owner: owner)
            do {
                let result = try await body(database)
                try await database.close()
                return result
            } catch {
                try await database.close()
                throw error
            }
        }
    }

    /// Lends a pool on a new database to `body`.
    @discardableResult
    public static func withPool<Result>(
        template: String? = nil,
        configure: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (PostgresPool) async throws -> Result
    ) async throws -> Result {
        try await with(template: template) { database in
            var configuration = PostgresConfiguration(database.conninfo)
            configure(&configuration)
            let pool = PostgresPool(configuration, logger: .silent)
            do {
                let result = try await body(pool)
                await pool.close()
                return result
            } catch {
                await pool.close()
                throw error
            }
        }
    }

    /// Drops the database and all connections to it.
    public func close() async throws {
        try await Self.administer(maintenance, "DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    static func administer(_ conninfo: String, _ statement: String) async throws {
        var configuration = PostgresConfiguration(conninfo)
        configuration.poolSize = 1
        configuration.checkoutTimeout = .seconds(30)
        let pool = PostgresPool(configuration, logger: .silent)
        do {
            // In a task of its own, because a cancelled test must also drop its database.
            try await Task { try await pool.withConnection { try await $0.simple(statement) } }.value
            await pool.close()
        } catch {
            await pool.close()
            throw error
        }
    }
}
