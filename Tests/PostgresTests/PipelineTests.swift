import Postgres
import TestSupport
import Testing

@Suite struct PipelineTests {
    @Test func aPipelineIsAnsweredInOrder() async throws {
        try await TestDatabase.withPool { pool in
            for _ in 0..<2 {  // unprepared, then prepared
                let rows = try await pool.withConnection { connection in
                    try await connection.pipeline((0..<50).map { "SELECT \($0), \("x")::text" })
                }
                #expect(try rows.map { try $0.only((Int, String).self).0 } == Array(0..<50))
            }
        }
    }

    @Test func aPipelineIsAllOrNothing() async throws {
        try await TestDatabase.withPool(configure: { $0.poolSize = 1 }) { pool in
            try await pool.execute("CREATE TABLE t (n int)")
            let error = await #expect(throws: PostgresError.self) {
                try await pool.withConnection { connection in
                    try await connection.pipeline([
                        "INSERT INTO t VALUES (1)", "SELECT 1/0", "INSERT INTO t VALUES (2)",
                    ])
                }
            }
            #expect(error?.sqlState?.rawValue == "22012")
            #expect(try await pool.query("SELECT n FROM t").isEmpty)
        }
    }

    @Test func aListOfStatementsIsOneTransaction() async throws {
        try await TestDatabase.withPool(configure: { $0.poolSize = 1 }) { pool in
            let results = try await pool.transaction([
                "CREATE TABLE t (n int)", "INSERT INTO t SELECT generate_series(1, 10)", "SELECT sum(n) FROM t",
            ])
            #expect(results.count == 3)
            #expect(results[1].affected == 10)
            #expect(try results[2].decode(Int.self) == [55])
            await #expect(throws: PostgresError.self) {
                try await pool.transaction(["DELETE FROM t", "SELECT 1/0"])
            }
            #expect(try await pool.query("SELECT n FROM t").count == 10)
            #expect(pool.statistics.open == 1)
        }
    }

    @Test func aPipelineRunsInsideATransaction() async throws {
        try await TestDatabase.withPool { pool in
            try await pool.execute("CREATE TABLE t (n int)")
            let results = try await pool.withTransaction { transaction in
                try await transaction.pipeline(["INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2), (3)"])
            }
            #expect(results.map(\.affected) == [1, 2])
            #expect(try await pool.query("SELECT n FROM t").count == 3)
        }
    }
}
