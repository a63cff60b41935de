import Postgres
import Store
import TestSupport
import Testing

/// Steps whose first line says that they run outside a transaction.
@Suite struct MigrationOutsideTransactionTests {
    let table = Migration(version: 1, name: "m1", text: "CREATE TABLE a (x integer); INSERT INTO a VALUES (1), (1);")

    func index(_ body: String) -> Migrations {
        Migrations(
            steps: [table, Migration(version: 2, name: "m2", text: "-- outside a transaction\n\(body)")]
        )
    }

    @Test func statementsOutsideATransactionRunOneByOne() async throws {
        try await TestDatabase.withPool { pool in
            let migrations = index(
                """
                CREATE INDEX CONCURRENTLY IF NOT EXISTS a_x ON a (x); -- a semicolon in a comment; and
                VACUUM a;
                """
            )
            let applied = try await migrations.apply(on: pool)
            #expect(applied.count == 2)
            #expect(try await migrations.pending(on: pool).isEmpty)
            #expect(try await pool.query("SELECT to_regclass('a_x') IS NOT NULL").only(Bool.self))
        }
    }

    @Test func aStepThatFailedHalfwayIsRepeatedFromItsFirstStatement() async throws {
        try await TestDatabase.withPool { pool in
            let migrations = index(
                """
                CREATE TABLE IF NOT EXISTS first_statement ();
                DROP INDEX CONCURRENTLY IF EXISTS a_key;
                CREATE UNIQUE INDEX CONCURRENTLY a_key ON a (x);
                """
            )
            let refusal = try await migrations.refusal(on: pool)
            #expect(refusal == .uniqueViolation)
            #expect(try await pool.query("SELECT to_regclass('first_statement') IS NOT NULL").only(Bool.self))
            #expect(try await migrations.pending(on: pool).map(\.name) == ["m2"])
            try await pool.execute("DELETE FROM a WHERE ctid = (SELECT max(ctid) FROM a)")
            #expect(try await migrations.apply(on: pool) == ["m2"])
            #expect(try await pool.query("SELECT bool_and(indisvalid) FROM pg_index").only(Bool.self))
        }
    }

    @Test func anIndexLeftInvalidByAFailureIsReported() async throws {
        try await TestDatabase.withPool { pool in
            let migrations = index("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS a_key ON a (x);")
            let refusal = try await migrations.refusal(on: pool)
            #expect(refusal == .uniqueViolation)
            await #expect(throws: MigrationRefusal.invalidIndex("m2", index: "a_key")) {
                _ = try await migrations.apply(on: pool)
            }
            #expect(try await migrations.pending(on: pool).map(\.name) == ["m2"])
        }
    }

    @Test func callersWaitForEachOtherWithoutADeadlock() async throws {
        try await TestDatabase.withPool(configure: { $0.poolSize = 4 }) { pool in
            let migrations = index("CREATE INDEX CONCURRENTLY a_x ON a (x);")
            let applied = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await migrations.apply(on: pool).count }
                }
                return try await group.reduce(0, +)
            }
            #expect(applied == 2)
        }
    }

    @Test func statementsEndAtSemicolonsOutsideQuotesAndComments() {
        let text = """
            -- one; two
            SELECT ';', "a;b", $$ ; $$, $t$ ; $$ ; $t$, x$1; /* ; /* ; */ ; */
            SELECT 'it''s; so' -- end;
            ; ;
            -- nothing
            """
        #expect(
            StatementSplitter.statements(of: text) == [
                "-- one; two\nSELECT ';', \"a;b\", $$ ; $$, $t$ ; $$ ; $t$, x$1",
                " /* ; /* ; */ ; */\nSELECT 'it''s; so' -- end;\n",
            ]
        )
    }
}
