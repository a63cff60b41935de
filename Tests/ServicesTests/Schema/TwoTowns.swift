import Postgres
import TestSupport
import Testing
import TownSupport

/// The test town with rows in every table, and another town with the same rows.
struct TwoTowns {
    /// Every table with `municipality_id` except those that are read before the town is known.
    let tables: [String]
    let superuser: PostgresPool
    /// One connection of the server's role, with no town set.
    let server: PostgresPool
    /// Of the server's role.
    let conninfo: String

    static func with(_ body: @Sendable @escaping (TwoTowns) async throws -> Void) async throws {
        try await TestTown.with { test in
            try await test.walkTheMainPath()
            try await test.pool.withConnection { try await $0.simple(rest) }
            let tables = try await test.pool.query(
                """
                SELECT c.relname::text FROM pg_class AS c
                JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'municipality_id'
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                    AND c.relname <> ALL (\(CatalogueTests.readBeforeTheTownIsKnown))
                ORDER BY 1
                """
            ).map { try $0.decode(String.self) }
            let conninfo = TestRole.server.conninfo(test.conninfo)
            var configuration = PostgresConfiguration(conninfo)
            configuration.poolSize = 1
            let server = PostgresPool(configuration, logger: .silent)
            let towns = TwoTowns(tables: tables, superuser: test.pool, server: server, conninfo: conninfo)
            do {
                try await towns.foundTheOther()
                try await body(towns)
                await server.close()
            } catch {
                await server.close()
                throw error
            }
        }
    }

    func enter(_ town: Int, _ transaction: PostgresTransaction) async throws {
        _ = try await transaction.query("SELECT set_config('zemstvo.municipality', \(String(town)), true)")
    }

    func expectNoTown(_ table: String) async throws {
        let error = await #expect(throws: PostgresError.self, "\(table)") {
            try await server.query(SQL(raw: "SELECT count(*) FROM \(table)"))
        }
        #expect(error?.message == "no municipality is set for this transaction", "\(table)")
        #expect(error?.sqlState == .insufficientPrivilege, "\(table)")
    }

    /// A statement that copies the visible rows into another town.
    /// - Parameter everything: whether to copy rows that triggers refuse before policies are checked.
    func copy(of table: String, into town: Int, everything: Bool = false) async throws -> SQL {
        let columns = try await superuser.query(
            """
            SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
            WHERE attrelid = \(table)::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
                AND attname <> 'municipality_id'
            """
        ).only(String.self)
        let first = ["appeals": "state = 'registered'", "tickets": "state = 'queued'"]
        let condition = everything ? "true" : first[table] ?? "true"
        return SQL(
            raw: """
                INSERT INTO \(table) (municipality_id, \(columns)) OVERRIDING SYSTEM VALUE
                SELECT \(town), \(columns) FROM \(table) WHERE \(condition)
                """
        )
    }

    private func foundTheOther() async throws {
        for table in tables {
            let copy = try await copy(of: table, into: 2, everything: true).text
            // As on a replica: without triggers and foreign keys.
            try await superuser.withConnection { connection in
                try await connection.simple(
                    "BEGIN; SET LOCAL session_replication_role = replica; \(copy); COMMIT"
                )
            }
        }
    }

    /// A row of each table that the main path does not write.
    private static let rest = """
        INSERT INTO municipalities (code, name, time_zone, secret)
        VALUES ('other', 'Другой', 'Europe/Moscow', decode(repeat('2b', 32), 'hex'));
        INSERT INTO projects (municipality_id, code, title, lead_id, starts_on, ends_on)
        VALUES (1, 'yard', 'Двор', 1, '2026-01-01', '2026-12-31');
        INSERT INTO project_partners (municipality_id, project_id, organisation_id, role) VALUES (1, 1, 2, 'труба');
        INSERT INTO project_milestones (municipality_id, project_id, title, due_on) VALUES (1, 1, 'Смета', '2026-03-01');
        INSERT INTO project_appeals (municipality_id, project_id, appeal_id) SELECT 1, 1, min(appeal_id) FROM appeals;
        INSERT INTO routing_models (municipality_id, kind, fingerprint, rows, classes, threshold, quality, model)
        VALUES (1, 'category', 'x', 1, 1, 0.5, '{}', '');
        INSERT INTO routing_activations (municipality_id, kind, model_id) VALUES (1, 'category', 1);
        INSERT INTO statistics_snapshots (municipality_id, month, report, sha256)
        VALUES (1, '2026-01-01', '{}', sha256(''));
        """
}
