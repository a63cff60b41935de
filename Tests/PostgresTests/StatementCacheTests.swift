import Postgres
import TestSupport
import Testing

@Suite struct StatementCacheTests {
    private func withConnection(_ body: (PostgresConnection) async throws -> Void) async throws {
        try await TestDatabase.withPool { pool in try await pool.withConnection(body) }
    }

    private func preparedCount(_ connection: PostgresConnection) async throws -> Int? {
        try await connection.query("SELECT count(*) FROM pg_prepared_statements").first?.decode()
    }

    @Test func aRepeatedStatementIsPreparedOnce() async throws {
        try await withConnection { connection in
            for number in 0..<10 { try await connection.execute("SELECT \(number)") }
            #expect(try await preparedCount(connection) == 2)
            try await connection.execute("SELECT \("a different type")::text")
            try await connection.execute("SELECT \(Int16(1))")
            #expect(try await preparedCount(connection) == 4)
        }
    }

    @Test func theStatementUsedLeastIsEvicted() async throws {
        try await withConnection { connection in
            for number in 0..<600 {
                try await connection.execute("SELECT 1 AS \(raw: "c\(number)")")
                try await connection.execute("SELECT 'often'")
            }
            let count = try #require(try await preparedCount(connection))
            #expect((256...258).contains(count))
            let often = try await connection.query(
                "SELECT name FROM pg_prepared_statements WHERE statement = 'SELECT ''often'''"
            )
            #expect(try often.decode(String.self) == ["s2"])
        }
    }

    @Test func aStatementIsPreparedAgainWhenItsTableChanged() async throws {
        try await withConnection { connection in
            try await connection.simple("CREATE TABLE t AS SELECT 1 AS a")
            #expect(try await connection.query("SELECT * FROM t").columns == ["a"])
            try await connection.simple("ALTER TABLE t ADD b int")
            #expect(try await connection.query("SELECT * FROM t").columns == ["a", "b"])
        }
    }

    @Test func aStatementIsPreparedAgainAfterDiscardAll() async throws {
        try await withConnection { connection in
            #expect(try await connection.query("SELECT 5").count == 1)
            try await connection.simple("DISCARD ALL")
            #expect(try await connection.query("SELECT 5").count == 1)
        }
    }

    @Test func failedPreparationsAreForgotten() async throws {
        try await withConnection { connection in
            await #expect(throws: PostgresError.self) { try await connection.query("SELECT * FROM t") }
            try await connection.simple("CREATE TABLE t AS SELECT 1 AS a")
            #expect(try await connection.query("SELECT * FROM t").count == 1)
        }
    }
}
