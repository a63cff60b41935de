import Postgres
import TestSupport
import Testing

@Suite struct ConnectionLossTests {
    @Test func aQueryCutOffByTheServerFailsAsLostAndThePoolStillWorks() async throws {
        try await TestDatabase.withPool(configure: { $0.poolSize = 2 }) { pool in
            try await pool.withConnection { holder in
                try await holder.execute("SELECT pg_advisory_lock(1)")
                let victim = Task { try await pool.query("SELECT pg_advisory_lock(1)") }
                var blocked: [Int32] = []
                while blocked.isEmpty { blocked = try await blockedProcesses(holder) }
                try await holder.execute("SELECT pg_terminate_backend(pid) FROM unnest(\(blocked)) pid")
                let error = await #expect(throws: PostgresError.self) { try await victim.value }
                #expect(error?.isConnectionLoss == true)
                #expect(error?.sqlState == .adminShutdown)
            }
            #expect(pool.statistics.open == 1)
            #expect(try await pool.query("SELECT 1").count == 1)
        }
    }

    @Test func anIdleConnectionCutOffByTheServerLeavesThePool() async throws {
        try await TestDatabase.withPool(configure: { $0.poolSize = 2 }) { pool in
            let process = try await pool.withConnection { $0.backendProcessID }
            try await TestDatabase.withPool { other in
                try await other.execute("SELECT pg_terminate_backend(\(process))")
            }
            // The pool notices the loss by itself.
            while pool.statistics.open > 0 { await Task.yield() }
            let row = try await pool.query("SELECT pg_backend_pid()").first
            #expect(try row?.decode(Int32.self) != process)
        }
    }

    @Test func aTransactionCutOffByTheServerFailsAsLostAndThePoolStillWorks() async throws {
        try await TestDatabase.withPool(configure: { $0.poolSize = 2 }) { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.withTransaction { transaction in
                    try await transaction.execute("SELECT 1")
                    try await pool.execute("SELECT pg_terminate_backend(\(transaction.backendProcessID))")
                    try await transaction.execute("SELECT 2")
                }
            }
            #expect(error?.isConnectionLoss == true)
            let usable = try await pool.query("SELECT 1")
            #expect(usable.count == 1)
        }
    }
}
