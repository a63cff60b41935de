import Postgres
import Store
import TestSupport
import Testing
import TownSupport

@Suite struct TransferCatalogueTests {
    @Test func everyTableOfATownIsExported() async throws {
        try await TestTown.with { test in
            let catalogue = try await TransferCatalogue.read(on: test.pool)
            let withTown = try await test.pool.query(
                """
                SELECT table_name::text FROM information_schema.columns JOIN information_schema.tables USING (table_name)
                WHERE column_name = 'municipality_id' AND columns.table_schema = 'public' AND table_type = 'BASE TABLE'
                """
            ).map { try $0.decode(String.self) }
            let left = ["municipalities", "catalogue_versions"]
            #expect(Set(catalogue.tables.map(\.name)) == Set(withTown).subtracting(left))
            #expect(catalogue.tables.count + left.count == withTown.count)
            #expect(catalogue.municipality.name == "municipalities")
            #expect(catalogue.jobs.map(\.name) == ["jobs", "dead_jobs"])
        }
    }

    /// A new table without `municipality_id` fails this test until someone decides whether it belongs to a town.
    @Test func theOtherTablesBelongToNoTown() async throws {
        try await TestTown.with { test in
            let catalogue = try await TransferCatalogue.read(on: test.pool)
            let tables = try await test.pool.query(
                "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
            ).map { try $0.decode(String.self) }
            let left = Set(tables).subtracting((catalogue.all + catalogue.derived).map(\.name))
            #expect(left == ["heartbeats", "job_schedules", "schema_migrations"])
        }
    }

    /// Every column is copied or listed as special.
    @Test func everyColumnIsCopiedOrListedAsSpecial() async throws {
        try await TestTown.with { test in
            let catalogue = try await TransferCatalogue.read(on: test.pool)
            for table in catalogue.all {
                let columns = try await test.pool.query(
                    """
                    SELECT column_name::text FROM information_schema.columns
                    WHERE table_name = \(table.name) AND table_schema = 'public' AND is_generated = 'NEVER'
                    """
                ).map { try $0.decode(String.self) }
                let named = TransferCatalogue.special[table.name, default: []]
                #expect(Set(named).isSubset(of: columns))
                #expect(Set(columns).subtracting(table.columns).subtracting(named).isSubset(of: ["municipality_id"]))
            }
        }
    }

    /// Rows keep their ids in another database, because only the hosts of a town are unique beyond the town.
    @Test func uniqueKeysAreUniqueWithinATown() async throws {
        try await TestTown.with { test in
            let beyond = try await test.pool.query(
                """
                SELECT indexrelid::regclass::text FROM pg_index
                JOIN pg_class AS c ON c.oid = indrelid AND c.relnamespace = 'public'::regnamespace
                JOIN pg_attribute AS a ON a.attrelid = indrelid AND a.attname = 'municipality_id'
                WHERE indisunique AND indkey[0] <> a.attnum
                """
            ).map { try $0.decode(String.self) }
            #expect(Set(beyond) == ["municipalities_code_key", "municipality_hosts_pkey"])
        }
    }
}
