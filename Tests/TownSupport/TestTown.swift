public import Foundation
import Logging
public import Municipality
public import Postgres
import ServiceLifecycle
public import Services
public import TestSupport

/// A small town in its own database, with its services running.
public struct TestTown: Sendable {
    public let town: Town
    public let database: Database
    public let pool: PostgresPool
    /// For commands that run as a process.
    public let conninfo: String
    public let intake: IntakeService
    /// The intake of the process, which ``intake`` uses.
    public let line: Intake
    public let live: LiveQueues
    public let clock: @Sendable () -> Date

    /// Lends a town to `body`. Its services use the server's role, behind row-level security; the test's own pool is
    /// the superuser's.
    /// - Parameters:
    ///   - template: the database that is copied.
    ///   - role: the role that the services use; the superuser when nil.
    ///   - clock: the current time for the town's services.
    @discardableResult
    public static func with<Result: Sendable>(
        template: TownTemplate = .ordinary,
        as role: TestRole? = .server,
        clock: @escaping @Sendable () -> Date = { Date() },
        _ body: @Sendable @escaping (TestTown) async throws -> Result
    ) async throws -> Result {
        try await TestDatabase.with(template: try await template.name, owner: .owner) { test in
            let url = role?.conninfo(test.conninfo) ?? test.conninfo
            return try await with(databaseAt: test.conninfo, servicesAt: url, clock: clock, body)
        }
    }

    /// Lends `body` the town of a private server: one whose log is read, or that is stopped.
    /// - Parameter role: the role that the services use; by default the superuser.
    @discardableResult
    public static func with<Result: Sendable>(
        on server: PrivateServer,
        template: TownTemplate = .ordinary,
        as role: TestRole? = nil,
        _ body: @Sendable @escaping (TestTown) async throws -> Result
    ) async throws -> Result {
        try await template.build(at: server.conninfo)
        return try await with(
            databaseAt: server.conninfo,
            servicesAt: role?.conninfo(server.conninfo) ?? server.conninfo,
            clock: { Date() },
            body
        )
    }

    private static func with<Result: Sendable>(
        databaseAt conninfo: String,
        servicesAt url: String,
        clock: @escaping @Sendable () -> Date,
        _ body: @Sendable @escaping (TestTown) async throws -> Result
    ) async throws -> Result {
        let database = Database(url: url, poolSize: 8, logger: .silent)
        var configuration = PostgresConfiguration(conninfo)
        configuration.poolSize = 2
        let pool = PostgresPool(configuration, logger: .silent)
        let record = MunicipalityRecord(
            id: MunicipalityID(rawValue: 1),
            code: try slug("test"),
            name: "Тест",
            timeZone: TimeZone(identifier: "Europe/Moscow") ?? .gmt,
            secret: Array(repeating: 0x2A, count: 32)
        )
        let town = Town(record, on: database, clock: clock)
        let line = Intake(database: database) {}
        let testTown = TestTown(
            town: town,
            database: database,
            pool: pool,
            conninfo: conninfo,
            intake: IntakeService(town: town, intake: line),
            line: line,
            live: LiveQueues(database: database),
            clock: clock
        )
        let result = await testTown.running(body)
        await database.close()
        await pool.close()
        return try result.get()
    }

    func running<Result: Sendable>(
        _ body: @Sendable @escaping (TestTown) async throws -> Result
    ) async -> Swift.Result<Result, any Error> {
        await withTaskGroup(of: Swift.Result<Result, any Error>?.self) { group in
            group.addTask {
                try? await line.run()
                return nil
            }
            group.addTask {
                try? await live.run()
                return nil
            }
            group.addTask {
                do {
                    return .success(try await body(self))
                } catch {
                    return .failure(error)
                }
            }
            var result: Swift.Result<Result, any Error> = .failure(CancellationError())
            for await finished in group {
                guard let finished else { continue }
                result = finished
                group.cancelAll()
            }
            return result
        }
    }

    static func slug(_ text: String) throws -> Slug {
        guard let slug = Slug(rawValue: text) else { throw ServiceError.notFound(text) }
        return slug
    }

    // MARK: Who is there

    public static let coordinator = staff(1, "olga", .coordinator)
    public static let administrator = staff(2, "pavel", .administrator)
    /// Dispatchers of `teploset`.
    public static let anna = staff(3, "anna", .dispatcher, of: (1, "teploset"))
    public static let denis = staff(4, "denis", .dispatcher, of: (1, "teploset"))
    /// Dispatcher of `vodokanal`.
    public static let boris = staff(5, "boris", .dispatcher, of: (2, "vodokanal"))

    /// Registers calls.
    public static let vera = staff(6, "vera", .operator)
    /// Head of `teploset`.
    public static let gleb = staff(7, "gleb", .head, of: (1, "teploset"))

    /// A system that submits appeals of identified authors.
    public static let portal = integration(1, "portal", "Портал", [.registerCalls, .setIdentity])
    /// A system with every permission that can be given.
    public static let registry = integration(2, "registry", "Реестр", Set(Permission.givable))

    /// The API token of a member of staff or of an integration.
    public static func token(of login: String) -> String { "zt_test_\(login)" }

    private static func integration(
        _ id: Int32,
        _ code: String,
        _ name: String,
        _ permissions: Set<Permission>
    ) -> Actor {
        .integration(
            Actor.Integration(id: IntegrationID(rawValue: id), code: code, name: name, permissions: permissions)
        )
    }

    private static func staff(
        _ id: Int32,
        _ login: String,
        _ role: StaffRole,
        of organisation: (Int32, String)? = nil
    ) -> Actor {
        .staff(
            StaffMember(
                id: UserID(rawValue: id),
                login: login,
                name: login,
                role: role,
                organisation: organisation.flatMap { id, code in
                    Slug(rawValue: code).map {
                        StaffMember.StaffOrganisation(id: OrganisationID(rawValue: id), code: $0)
                    }
                }
            )
        )
    }
}

extension Actor {
    /// The command line of a test user.
    public static let console = Actor.commandLine(user: "tester")
}
