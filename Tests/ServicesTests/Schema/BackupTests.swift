import Foundation
import Postgres
import TestSupport
import Testing
import TownSupport

/// A backup is complete or fails.
@Suite struct BackupTests {
    /// Runs `body` with the path of a file that is deleted afterwards.
    func file(_ body: @Sendable (String) async throws -> Void) async throws {
        let path = "/tmp/zemstvo-test-\(UUID().uuidString).dump"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(path)
    }

    func dump(_ conninfo: String, as role: TestRole, to path: String) async throws {
        try await PostgresServer.run(
            "pg_dump",
            ["--format=custom", "--role=\(role.name)", "--file=\(path)", "--dbname=\(conninfo)"]
        )
    }

    /// Rows by table.
    func counts(_ pool: PostgresPool) async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        let tables = try await pool.query(
            "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        )
        for table in try tables.map({ try $0.decode(String.self) }) {
            counts[table] = try await pool.query(SQL(raw: "SELECT count(*) FROM \(table)")).only(Int.self)
        }
        return counts
    }

    @Test(arguments: [TestRole.owner, .server])
    func aRoleThatSeesNoRowsCannotBackUp(role: TestRole) async throws {
        try await TestTown.with { test in
            try await file { path in
                await #expect(throws: TestSupportError.self) { try await dump(test.conninfo, as: role, to: path) }
            }
        }
    }

    @Test func aBackupByARoleThatSeesEveryRowIsRestoredWhole() async throws {
        try await TestTown.with { test in
            try await test.walkTheMainPath()
            let before = try await counts(test.pool)
            #expect(before["appeals"] == 6)
            try await file { path in
                try await dump(test.conninfo, as: .backup, to: path)
                let restored = try await TestDatabase.create(owner: .owner)
                do {
                    // By the owner, because it must not require a superuser.
                    try await PostgresServer.run(
                        "pg_restore",
                        [
                            "--exit-on-error", "--no-owner", "--role=\(TestRole.owner.name)",
                            "--dbname=\(restored.conninfo)", path,
                        ]
                    )
                    try await TestRole.backup.lend(restored.conninfo) { pool in
                        #expect(try await counts(pool) == before)
                        let walls = try await pool.query("SELECT count(*) FROM pg_policy").only(Int.self)
                        #expect(walls == (try await test.count("pg_policy")))
                    }
                    try await restored.close()
                } catch {
                    try await restored.close()
                    throw error
                }
            }
        }
    }
}
