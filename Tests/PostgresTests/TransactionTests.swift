import Postgres
import TestSupport
import Testing

@Suite struct TransactionTests {
    private struct Refusal: Error {}

    private func withTable(_ body: (PostgresPool) async throws -> Void) async throws {
        try await TestDatabase.withPool { pool in
            try await pool.execute("CREATE TABLE t (n int CONSTRAINT t_unique UNIQUE DEFERRABLE INITIALLY DEFERRED)")
            try await body(pool)
        }
    }

    private func numbers(_ pool: PostgresPool) async throws -> [Int] {
        try await pool.query("SELECT n FROM t ORDER BY n").decode(Int.self)
    }

    @Test func aTransactionThatReturnsIsCommitted() async throws {
        try await withTable { pool in
            let count = try await pool.withTransaction { transaction in
                try await transaction.execute("INSERT INTO t VALUES (1), (2)")
            }
            #expect(count == 2)
            #expect(try await numbers(pool) == [1, 2])
        }
    }

    @Test func aTransactionThatThrowsIsRolledBack() async throws {
        try await withTable { pool in
            await #expect(throws: Refusal.self) {
                try await pool.withTransaction { transaction in
                    try await transaction.execute("INSERT INTO t VALUES (1)")
                    throw Refusal()
                }
            }
            let left = try await numbers(pool)
            #expect(left == [])
            #expect(pool.statistics.idle == 1)
        }
    }

    @Test func failedFirstStatementsLeaveNothingOpen() async throws {
        try await withTable { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.withTransaction { try await $0.execute("SELECT 1/0") }
            }
            #expect(error?.sqlState?.rawValue == "22012")
            #expect(pool.statistics.idle == 1)
        }
    }

    @Test func swallowedErrorsDoNotCommit() async throws {
        try await withTable { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.withTransaction { transaction in
                    try await transaction.execute("INSERT INTO t VALUES (1)")
                    _ = try? await transaction.execute("SELECT 1/0")
                }
            }
            #expect(error?.code == .misuse)
            let left = try await numbers(pool)
            #expect(left == [])
        }
    }

    @Test func deferredConstraintsFailTheCommit() async throws {
        try await withTable { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.withTransaction { try await $0.execute("INSERT INTO t VALUES (1), (1)") }
            }
            #expect(error?.constraint == "t_unique")
            let pipelined = await #expect(throws: PostgresError.self) {
                try await pool.transaction(["INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (1)"])
            }
            #expect(pipelined?.constraint == "t_unique")
            let left = try await numbers(pool)
            #expect(left == [])
            #expect(pool.statistics.idle == 1)
        }
    }

    @Test func isolationAndReadOnlyApplyInsideTheTransaction() async throws {
        try await withTable { pool in
            let isolation = try await pool.withTransaction(TransactionOptions(isolation: .serializable)) {
                try await $0.query("SHOW transaction_isolation").first?.decode(String.self)
            }
            #expect(isolation == "serializable")
            let error = await #expect(throws: PostgresError.self) {
                try await pool.withTransaction(TransactionOptions(readOnly: true)) {
                    try await $0.execute("INSERT INTO t VALUES (1)")
                }
            }
            #expect(error?.sqlState == .readOnlyTransaction)
        }
    }

    @Test func savepointsUndoOnlyTheirPart() async throws {
        try await withTable { pool in
            try await pool.withTransaction { transaction in
                try await transaction.execute("INSERT INTO t VALUES (1)")
                await #expect(throws: PostgresError.self) {
                    try await transaction.savepoint { inner in
                        try await inner.execute("INSERT INTO t VALUES (2)")
                        try await inner.execute("SELECT 1/0")
                    }
                }
                try await transaction.savepoint { try await $0.execute("INSERT INTO t VALUES (3)") }
            }
            #expect(try await numbers(pool) == [1, 3])
        }
    }

    @Test func emptyTransactionsSendNothing() async throws {
        try await withTable { pool in
            let result = try await pool.withTransaction { _ in 7 }
            #expect(result == 7)
            #expect(pool.statistics.idle == 1)
        }
    }
}
