import Postgres
import Store
import TestSupport
import Testing

@Suite struct MigrationTests {
    /// A pool on an empty database.
    func empty(_ body: @Sendable (PostgresPool) async throws -> Void) async throws {
        try await TestDatabase.withPool(configure: { $0.poolSize = 4 }) { pool in try await body(pool) }
    }

    func step(_ version: Int32, _ text: String) -> Migration {
        Migration(version: version, name: "m\(version)", text: text)
    }

    @Test func eachStepIsAppliedOnceByConcurrentCallers() async throws {
        try await empty { pool in
            async let one = Migrations.all.apply(on: pool).count
            async let other = Migrations.all.apply(on: pool).count
            let applied = try await one + other
            #expect(applied == Migrations.all.steps.count)
            #expect(try await Migrations.all.pending(on: pool).isEmpty)
        }
    }

    @Test func aChangedStepOrANewerDatabaseIsRefused() async throws {
        try await empty { pool in
            let steps = [step(1, "CREATE TABLE a ();"), step(2, "CREATE TABLE b ();")]
            _ = try await Migrations(steps: steps).apply(on: pool)
            await #expect(throws: MigrationRefusal.changed("m2")) {
                let changed = [steps[0], step(2, "CREATE TABLE c ();")]
                _ = try await Migrations(steps: changed).apply(on: pool)
            }
            await #expect(throws: MigrationRefusal.newerDatabase(version: 2)) {
                _ = try await Migrations(steps: [steps[0]]).status(on: pool)
            }
        }
    }

    @Test func aFailedStepIsRolledBack() async throws {
        try await empty { pool in
            let steps = [step(1, "CREATE TABLE a ();"), step(2, "CREATE TABLE b (); SELECT 1 / 0;")]
            let refusal = try await Migrations(steps: steps).refusal(on: pool)
            #expect(refusal == SQLState(rawValue: "22012"))
            #expect(try await pool.query("SELECT to_regclass('b') IS NULL").only(Bool.self))
            let mended = [steps[0], step(2, "CREATE TABLE b ();")]
            #expect(try await Migrations(steps: mended).apply(on: pool) == ["m2"])
        }
    }

    @Test func aStepGivesUpWhenAnotherSessionHoldsTheLock() async throws {
        try await empty { pool in
            try await pool.execute("CREATE TABLE busy ()")
            let migrations = Migrations(
                steps: [step(1, "ALTER TABLE busy ADD COLUMN more integer;")],
                lockTimeout: .milliseconds(50)
            )
            try await pool.withTransaction { reader in
                _ = try await reader.query("SELECT count(*) FROM busy")
                await #expect(throws: MigrationRefusal.locked("m1", after: .milliseconds(50))) {
                    _ = try await migrations.apply(on: pool)
                }
            }
            #expect(try await migrations.apply(on: pool).count == 1)
        }
    }

    @Test func theErrorOfALockTimeoutSaysWhatToDo() {
        let words = MigrationRefusal.locked("m0007_tickets", after: .seconds(5)).description
        #expect(words.hasPrefix("migration m0007_tickets waited 5.0 seconds for a lock that another session holds"))
        #expect(words.contains("pg_stat_activity") && words.hasSuffix("run `zemstvo migrate up` again"))
    }

    @Test func theConnectionIsReturnedWithoutLockAndTimeout() async throws {
        try await TestDatabase.withPool(configure: { $0.poolSize = 1 }) { pool in
            for (text, fails) in [("CREATE TABLE a ();", false), ("-- outside a transaction\nSELECT 1 / 0;", true)] {
                let migrations = Migrations(steps: [step(1, "CREATE TABLE z ();"), step(2, text)])
                #expect(try await (migrations.refusal(on: pool) != nil) == fails)
                let (timeout, locks) = try await pool.query(
                    """
                    SELECT current_setting('lock_timeout'),
                        (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())
                    """
                ).only((String, Int).self)
                #expect(timeout == "0")
                #expect(locks == 0)
                try await pool.execute("DROP TABLE z, schema_migrations")
            }
        }
    }
}
