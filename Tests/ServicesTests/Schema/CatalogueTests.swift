import Postgres
import Store
import TestSupport
import Testing
import TownSupport

/// Rules for every table, view and function, including those of later migration files.
@Suite struct CatalogueTests {
    /// Tables with `municipality_id` that are read before the town is known, and so cannot have a policy.
    static let readBeforeTheTownIsKnown = ["municipalities", "municipality_hosts"]
    /// Tables that do not belong to towns.
    static let withoutTown = ["dead_jobs", "heartbeats", "job_schedules", "jobs", "schema_migrations"]

    func names(_ query: String, in test: TestTown) async throws -> [String] {
        try await test.pool.query(SQL(raw: query)).map { try $0.decode(String.self) }
    }

    /// Columns that end in `_id` and refer to no row of a town.
    static let idsOfOthers = [
        "appeals.external_id", "appeals.resident_id", "dead_jobs.job_id", "houses.registry_id", "jobs.worker_id",
        "municipalities.move_id",
    ]

    func unwalled(_ test: TestTown) async throws -> [String] {
        try await names(
            """
            SELECT c.relname::text FROM pg_class AS c
            JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'municipality_id' AND NOT a.attisdropped
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT (
                c.relrowsecurity AND c.relforcerowsecurity
                AND (SELECT count(*) FROM pg_policy AS p WHERE p.polrelid = c.oid) = 1
                AND EXISTS (
                    SELECT FROM pg_policy AS p
                    WHERE p.polrelid = c.oid AND p.polcmd = '*' AND p.polroles = '{0}' AND p.polpermissive
                        AND pg_get_expr(p.polqual, c.oid) = pg_get_expr(p.polwithcheck, c.oid)
                        AND pg_get_expr(p.polqual, c.oid)
                            = '(municipality_id = ( SELECT current_municipality() AS current_municipality))'
                )
            )
            ORDER BY 1
            """,
            in: test
        )
    }

    func townless(_ test: TestTown) async throws -> [String] {
        try await names(
            """
            SELECT c.relname::text FROM pg_class AS c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT EXISTS (
                SELECT FROM pg_attribute AS a
                WHERE a.attrelid = c.oid AND a.attname = 'municipality_id' AND NOT a.attisdropped
            )
            ORDER BY 1
            """,
            in: test
        )
    }

    func keyless(_ test: TestTown) async throws -> [String] {
        try await names(
            """
            SELECT c.relname::text FROM pg_class AS c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                AND NOT EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = c.oid AND i.indisprimary)
            ORDER BY 1
            """,
            in: test
        )
    }

    /// Views and functions that bypass the policies.
    func windows(_ test: TestTown) async throws -> [String] {
        try await names(
            """
            SELECT c.relname::text FROM pg_class AS c
            WHERE c.relnamespace = 'public'::regnamespace AND (
                c.relkind = 'm'
                OR c.relkind = 'v' AND NOT coalesce(c.reloptions && '{security_invoker=true,security_invoker=on}', false)
            )
            UNION ALL
            SELECT p.proname::text FROM pg_proc AS p
            WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
            ORDER BY 1
            """,
            in: test
        )
    }

    /// Definer functions without arguments and without a result.
    static let withoutRows = ["analyze_town_tables"]

    /// Else a caller's temporary objects would be looked up first, and run with the owner's rights.
    @Test func definerFunctionsSearchTemporaryObjectsLast() async throws {
        try await TestTown.with { test in
            let open = try await names(
                """
                SELECT p.proname::text FROM pg_proc AS p
                WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
                    AND NOT coalesce(p.proconfig && ARRAY['search_path=public, pg_temp'], false)
                """,
                in: test
            )
            #expect(open == [])
        }
    }

    @Test func everyTableOfTownsHasAPolicy() async throws {
        try await TestTown.with { test in
            let unwalled = try await unwalled(test)
            #expect(
                unwalled == Self.readBeforeTheTownIsKnown,
                "the file that creates a table with municipality_id ends with CALL separate_municipalities('…')"
            )
        }
    }

    @Test func tablesWithoutATownAreListedByName() async throws {
        try await TestTown.with { test in
            let townless = try await townless(test)
            #expect(townless == Self.withoutTown)
        }
    }

    @Test func everyTableHasAPrimaryKey() async throws {
        try await TestTown.with { test in
            let keyless = try await keyless(test)
            #expect(keyless.isEmpty, "a publication of all tables refuses updates without one")
        }
    }

    @Test func noViewOrFunctionBypassesThePolicies() async throws {
        try await TestTown.with { test in
            let windows = try await windows(test)
            #expect(
                windows == Self.withoutRows,
                "use security_invoker views, no materialised views and no definer functions"
            )
        }
    }

    /// Else `zemstvo doctor` does not notice that the row is missing.
    @Test func everyReferenceIsAForeignKeyOrListed() async throws {
        try await TestTown.with { test in
            let columns = try await names(
                """
                SELECT c.relname || '.' || a.attname FROM pg_class AS c
                JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                    AND a.attname LIKE '%\\_id' AND a.attname <> 'municipality_id' AND a.attidentity = ''
                    AND NOT EXISTS (
                        SELECT FROM pg_constraint AS k
                        WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey)
                    )
                ORDER BY 1
                """,
                in: test
            )
            let listed = Set(LooseReference.all.map { "\($0.table).\($0.column)" })
            #expect(columns.filter { !listed.contains($0) } == Self.idsOfOthers)
        }
    }

    @Test func aTableThatALaterMigrationForgetsIsFound() async throws {
        try await TestTown.with { test in
            try await test.pool.withConnection { connection in
                try await connection.simple(
                    """
                    CREATE TABLE z_open (municipality_id integer);
                    CREATE TABLE z_half (municipality_id integer);
                    CALL separate_municipalities('z_half');
                    ALTER TABLE z_half NO FORCE ROW LEVEL SECURITY;
                    CREATE TABLE z_wide (municipality_id integer);
                    CALL separate_municipalities('z_wide');
                    CREATE POLICY everybody ON z_wide USING (true);
                    CREATE TABLE z_townless (x integer PRIMARY KEY);
                    CREATE VIEW z_view AS SELECT * FROM appeals;
                    CREATE VIEW a_view WITH (security_invoker = true) AS SELECT * FROM appeals;
                    CREATE MATERIALIZED VIEW z_copy AS SELECT * FROM appeals;
                    CREATE FUNCTION z_function() RETURNS bigint LANGUAGE sql SECURITY DEFINER
                        RETURN (SELECT count(*) FROM appeals);
                    """
                )
            }
            #expect(try await unwalled(test) == Self.readBeforeTheTownIsKnown + ["z_half", "z_open", "z_wide"])
            #expect(try await townless(test) == Self.withoutTown + ["z_townless"])
            #expect(try await keyless(test) == ["z_half", "z_open", "z_wide"])
            #expect(try await windows(test) == Self.withoutRows + ["z_copy", "z_function", "z_view"])
        }
    }
}
