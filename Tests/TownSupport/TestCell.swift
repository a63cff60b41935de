public import Foundation
import Municipality
public import Postgres
public import Services
public import TestSupport

/// A second database, into which a town can move. It already contains another town with the same ids.
public struct TestCell: Sendable {
    public let database: Database
    /// Connections of the superuser.
    public let pool: PostgresPool
    public let conninfo: String

    /// Lends a cell to `body`.
    @discardableResult
    public static func with<Result: Sendable>(
        template: TownTemplate = .ordinary,
        as role: TestRole = .server,
        _ body: (TestCell) async throws -> Result
    ) async throws -> Result {
        // The calling test already holds a place at the gate, for its own town.
        let test = try await TestDatabase.create(template: try await template.name, owner: .owner)
        var configuration = PostgresConfiguration(test.conninfo)
        configuration.poolSize = 2
        let cell = TestCell(
            database: Database(url: role.conninfo(test.conninfo), poolSize: 8, logger: .silent),
            pool: PostgresPool(configuration, logger: .silent),
            conninfo: test.conninfo
        )
        let result: Swift.Result<Result, any Error>
        do {
            try await cell.pool.execute(
                "UPDATE municipalities SET code = 'other', secret = decode(repeat('2b', 32), 'hex')"
            )
            result = .success(try await body(cell))
        } catch {
            result = .failure(error)
        }
        await cell.database.close()
        await cell.pool.close()
        try await test.close()
        return try result.get()
    }

    /// A town of the cell.
    public func town(_ code: String, clock: @escaping @Sendable () -> Date = { Date() }) async throws -> Town {
        Town(try await Towns(database: database).select(code: code).municipality, on: database, clock: clock)
    }

    /// The tables of towns that have rows but no statistics for the planner.
    public func tablesWithoutStatistics() async throws -> [String] {
        let tables = try await pool.query(
            """
            SELECT relname::text FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
                AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'municipality_id')
                AND NOT EXISTS (SELECT FROM pg_statistic WHERE starelid = pg_class.oid)
            ORDER BY relname
            """
        ).map { try $0.decode(String.self) }
        var left: [String] = []
        for table in tables {
            let hasRows = SQL(raw: "SELECT EXISTS (SELECT FROM \(table))")
            if try await pool.query(hasRows).only(Bool.self) { left.append(table) }
        }
        return left
    }

    /// Serves a town of the cell for the duration of `body`.
    public func working(
        for code: String,
        _ body: @Sendable @escaping (TestTown) async throws -> Void
    ) async throws {
        let town = try await town(code)
        let line = Intake(database: database) {}
        let served = TestTown(
            town: town,
            database: database,
            pool: pool,
            conninfo: conninfo,
            intake: IntakeService(town: town, intake: line),
            line: line,
            live: LiveQueues(database: database),
            clock: { Date() }
        )
        try await served.running(body).get()
    }
}
