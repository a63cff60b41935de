import Postgres
import TestSupport
import Testing

@Suite struct ErrorTests {
    private func failure(_ pool: PostgresPool, _ sql: SQL) async throws -> PostgresError {
        try #require(await #expect(throws: PostgresError.self) { try await pool.query(sql) })
    }

    @Test func aBrokenConstraintIsNamedWithoutItsValues() async throws {
        try await TestDatabase.withPool { pool in
            try await pool.withConnection { connection in
                try await connection.simple(
                    """
                    CREATE TABLE house (id int CONSTRAINT house_pk PRIMARY KEY, flats int CONSTRAINT flats_positive CHECK (flats > 0));
                    CREATE TABLE flat (house int NOT NULL CONSTRAINT flat_house REFERENCES house);
                    INSERT INTO house VALUES (1, 4);
                    """
                )
            }
            let duplicate = try await failure(pool, "INSERT INTO house VALUES (\(Int32(1)), 2)")
            #expect(duplicate.code == .server)
            #expect(duplicate.sqlState == .uniqueViolation)
            #expect(duplicate.constraint == "house_pk")
            #expect(duplicate.table == "house")
            #expect(duplicate.detail?.contains("(id)=(1)") == true)
            #expect(!"\(duplicate)".contains("(1)"))
            let check = try await failure(pool, "INSERT INTO house VALUES (2, \(Int32(-7)))")
            #expect(check.sqlState == .checkViolation)
            #expect(check.constraint == "flats_positive")
            #expect(!"\(check)".contains("-7"))
            let foreign = try await failure(pool, "INSERT INTO flat VALUES (9)")
            #expect(foreign.sqlState == .foreignKeyViolation)
            #expect(foreign.constraint == "flat_house")
            let null = try await failure(pool, "INSERT INTO flat VALUES (NULL)")
            #expect(null.sqlState == .notNullViolation)
            #expect(null.column == "house")
            #expect(!null.isConnectionLoss)
        }
    }

    @Test func parameterValuesDoNotAppear() async throws {
        try await TestDatabase.withPool { pool in
            for sql: SQL in ["SELECT \("s3cret")::int", "SELECT \("s3cret")::timestamptz", "SELECT \("s3cret")::jsonb"]
            {
                let error = try await failure(pool, sql)
                #expect(error.sqlState?.category == "22")
                #expect(!"\(error)".contains("s3cret"))
            }
        }
    }

    @Test func syntaxErrorsLeaveTheConnectionUsable() async throws {
        try await TestDatabase.withPool(configure: { $0.poolSize = 1 }) { pool in
            #expect(try await failure(pool, "SELEC 1").sqlState == .syntaxError)
            #expect(try await failure(pool, "SELECT * FROM nowhere").sqlState == .undefinedTable)
            let one: Int? = try await pool.query("SELECT 1").first?.decode()
            #expect(one == 1)
            #expect(pool.statistics.idle == 1)
        }
    }

    @Test func lossOfTheConnectionIsNotRetryable() {
        #expect(!PostgresError(.connection, "x").isRetryable)
        #expect(PostgresError(.connection, "x").isConnectionLoss)
    }

    @Test func serializationFailuresAreRetryable() async throws {
        try await TestDatabase.withPool { pool in
            try await pool.execute("CREATE TABLE counter AS SELECT 0 AS n")
            let options = TransactionOptions(isolation: .repeatableRead)
            let error = await #expect(throws: PostgresError.self) {
                try await pool.withTransaction(options) { transaction in
                    _ = try await transaction.query("SELECT n FROM counter")
                    try await pool.execute("UPDATE counter SET n = 1")
                    try await transaction.execute("UPDATE counter SET n = 2")
                }
            }
            #expect(error?.sqlState == .serializationFailure)
            #expect(error?.isRetryable == true)
        }
    }
}
