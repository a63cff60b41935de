import Postgres
import Services
import Store
import TestSupport
import Testing
import TownSupport

/// The owner of the schema, which is not a superuser, and its grants to the server's role.
@Suite struct OwnerTests {
    /// Lends an empty database that belongs to the owner.
    func empty(_ body: @Sendable (TestDatabase, PostgresPool) async throws -> Void) async throws {
        try await TestDatabase.with(owner: .owner) { database in
            try await TestRole.owner.lend(database.conninfo) { try await body(database, $0) }
        }
    }

    /// Applies one more step than the program has, as the owner.
    func apply(_ text: String, to test: TestTown) async throws {
        let step = Migration(version: Int32(Migrations.all.steps.count + 1), name: "later", text: text)
        let migrations = Migrations(steps: Migrations.all.steps + [step])
        try await TestRole.owner.lend(test.conninfo) { owner in
            let applied = try await migrations.apply(on: owner)
            #expect(applied == ["later"])
        }
    }

    @Test func anOwnerThatIsNotASuperuserMigratesAnEmptyDatabase() async throws {
        try await empty { database, owner in
            let applied = try await Migrations.all.apply(on: owner)
            #expect(applied.count == Migrations.all.steps.count)
            let foreign = try await owner.query(
                """
                SELECT count(*) FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND pg_get_userbyid(relowner) <> \(TestRole.owner.name)
                """
            ).only(Int.self)
            #expect(foreign == 0)
        }
    }

    @Test func aMigrationGrantsTheServersRoleWhatItNeeds() async throws {
        try await empty { database, _ in
            let service = Database(url: TestRole.owner.conninfo(database.conninfo), poolSize: 2, logger: .silent)
            // Two concurrent migrations do not disturb each other's grants.
            async let one = SchemaService(database: service).migrate(serverRole: TestRole.server.name)
            async let other = SchemaService(database: service).migrate(serverRole: TestRole.server.name)
            let outcomes = try await [one, other]
            await service.close()
            #expect(outcomes.filter(\.hasServerRole).count == 2)
            try await TestRole.server.lend(database.conninfo) { server in
                let pending = try await Migrations.all.pending(on: server)
                #expect(pending.isEmpty)
                #expect(try await server.query("SELECT nextval('appeal_ids')").only(Int.self) == 1)
                #expect(try await server.execute("INSERT INTO jobs (kind) VALUES ('x')") == 1)
                for refused in [
                    "DELETE FROM schema_migrations", "ALTER TABLE appeals DISABLE ROW LEVEL SECURITY",
                    "DROP POLICY one_municipality ON appeals", "CREATE TABLE mine ()", "TRUNCATE jobs",
                ] {
                    let error = await #expect(throws: PostgresError.self, "\(refused)") {
                        try await server.execute(SQL(raw: refused))
                    }
                    #expect(error?.sqlState == .insufficientPrivilege, "\(refused)")
                }
            }
        }
    }

    @Test func withoutAServersRoleNothingIsGranted() async throws {
        try await empty { database, _ in
            let service = Database(url: TestRole.owner.conninfo(database.conninfo), poolSize: 1, logger: .silent)
            let outcome = try await SchemaService(database: service).migrate(serverRole: "zemstvo_no_such_role")
            await service.close()
            #expect(!outcome.hasServerRole)
            #expect(outcome.applied.count == Migrations.all.steps.count)
        }
    }

    @Test func aStepThatChangesRowsChangesThoseOfEveryTown() async throws {
        try await TestTown.with { test in
            try await test.pool.withConnection { connection in
                try await connection.simple(
                    """
                    INSERT INTO municipalities (code, name, time_zone, secret)
                    VALUES ('other', 'Другой', 'Europe/Moscow', decode(repeat('2b', 32), 'hex'));
                    INSERT INTO houses (municipality_id, registry_id, street, number)
                    VALUES (2, 'h1', 'ул. Волжская', '1');
                    """
                )
            }
            try await apply("CALL in_each_municipality('UPDATE houses SET floors = 5');", to: test)
            #expect(try await test.count("houses WHERE floors = 5") == 4)
        }
    }

    @Test func aStepThatSetsNoTownFailsInsteadOfChangingNoRows() async throws {
        try await TestTown.with { test in
            let error = await #expect(throws: PostgresError.self) {
                try await apply("UPDATE houses SET floors = 5;", to: test)
            }
            #expect(error?.message == "no municipality is set for this transaction")
        }
    }

    @Test func tokensThatWereThereBeforeIntegrationsCameStayValid() async throws {
        try await empty { database, owner in
            let before = Migrations(steps: Migrations.all.steps.filter { $0.name < "m0013" })
            _ = try await before.apply(on: owner)
            let superuser = PostgresPool(PostgresConfiguration(database.conninfo), logger: .silent)
            try await superuser.withConnection { connection in
                try await connection.simple(
                    """
                    INSERT INTO municipalities (code, name, time_zone, secret)
                    VALUES ('one', 'Один', 'Europe/Moscow', decode(repeat('2b', 32), 'hex'));
                    INSERT INTO staff_users (municipality_id, login, name, role) VALUES (1, 'olga', 'О', 'coordinator');
                    INSERT INTO api_tokens (municipality_id, user_id, token_hash, label) VALUES (1, 1, sha256(''), 'x');
                    """
                )
            }
            #expect(try await Migrations.all.apply(on: owner).first == "m0013_integrations")
            let forced = try await superuser.query(
                "SELECT bool_and(relforcerowsecurity) FROM pg_class WHERE relname IN ('api_tokens', 'integrations')"
            ).only(Bool.self)
            #expect(forced)
            #expect(try await superuser.query("SELECT user_id FROM api_tokens").only(Int.self) == 1)
            await superuser.close()
        }
    }

    @Test func aForeignKeyIsAddedBetweenTablesWithRows() async throws {
        let key = """
            ALTER TABLE tickets ADD CONSTRAINT tickets_house FOREIGN KEY (municipality_id, house_id) REFERENCES houses;
            """
        try await TestTown.with { test in
            _ = try await test.submit("Холодно", house: 1, category: "heating.none")
            try await test.routeAll()
            let error = await #expect(throws: PostgresError.self) { try await apply(key, to: test) }
            #expect(error?.message == "no municipality is set for this transaction")
            try await apply(
                """
                ALTER TABLE tickets NO FORCE ROW LEVEL SECURITY;
                ALTER TABLE houses NO FORCE ROW LEVEL SECURITY;
                \(key)
                ALTER TABLE tickets FORCE ROW LEVEL SECURITY;
                ALTER TABLE houses FORCE ROW LEVEL SECURITY;
                """,
                to: test
            )
            #expect(try await test.count("pg_constraint WHERE conname = 'tickets_house' AND convalidated") == 1)
        }
    }
}
