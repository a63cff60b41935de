import Postgres
import TestSupport
import Testing

@Suite struct CopyTests {
    private struct Refusal: Error {}

    private static let create: SQL = "CREATE TABLE t (n int8 PRIMARY KEY, name text)"

    private func withTable(_ body: (PostgresPool) async throws -> Void) async throws {
        try await TestDatabase.withPool(configure: { $0.poolSize = 3 }) { pool in
            try await pool.execute(Self.create)
            try await body(pool)
        }
    }

    @Test func aHundredThousandRowsAreCopiedInAndOutAgain() async throws {
        try await withTable { pool in
            try await pool.withConnection { connection in
                let copied = try await connection.copyIn("COPY t FROM STDIN") { writer in
                    for number in 1...100_000 {
                        try await writer.write(Array("\(number)\tдом \(number)\n".utf8))
                    }
                }
                #expect(copied == 100_000)
                var text: [UInt8] = []
                try await connection.copyOut("COPY (SELECT n, name FROM t ORDER BY n) TO STDOUT") { chunk in
                    #expect(chunk.last == UInt8(ascii: "\n"))
                    text += chunk
                }
                let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
                #expect(lines.count == 100_000)
                #expect(lines.last == "100000\tдом 100000")
            }
        }
    }

    @Test func rowsAreCopiedInAsBinary() async throws {
        try await withTable { pool in
            try await pool.withTransaction { transaction in
                let copied = try await transaction.copyIn("COPY t FROM STDIN WITH (FORMAT binary)") { writer in
                    for number in 1...1000 {
                        let name = number % 2 == 0 ? "even" : nil
                        try await writer.writeRow([PostgresValue(number), PostgresValue(name)])
                    }
                }
                #expect(copied == 1000)
            }
            let rows = try await pool.query("SELECT sum(n)::int8, count(name) FROM t")
            let (sum, named) = try rows.only((Int, Int).self)
            #expect(sum == 500_500)
            #expect(named == 500)
        }
    }

    @Test func throwingBodiesUndoTheCopy() async throws {
        try await withTable { pool in
            try await pool.withConnection { connection in
                await #expect(throws: Refusal.self) {
                    try await connection.copyIn("COPY t FROM STDIN") { writer in
                        for number in 1...20_000 { try await writer.write(Array("\(number)\tx\n".utf8)) }
                        throw Refusal()
                    }
                }
                let left = try await connection.query("SELECT 1 FROM t")
                #expect(left.isEmpty)
                await #expect(throws: Refusal.self) {
                    try await connection.copyOut("COPY (SELECT generate_series(1, 10000000)) TO STDOUT") { _ in
                        throw Refusal()
                    }
                }
                let usable = try await connection.query("SELECT 1")
                #expect(usable.count == 1)
            }
            #expect(pool.statistics.idle == 1)
        }
    }

    @Test func aConstraintBrokenByACopyIsNamed() async throws {
        try await withTable { pool in
            try await pool.withConnection { connection in
                let error = await #expect(throws: PostgresError.self) {
                    try await connection.copyIn("COPY t FROM STDIN") { writer in
                        for number in 1...50_000 { try await writer.write(Array("\(number % 40_000)\tx\n".utf8)) }
                    }
                }
                #expect(error?.sqlState == .uniqueViolation)
                #expect(error?.constraint == "t_pkey")
                let usable = try await connection.query("SELECT 1")
                #expect(usable.count == 1)
            }
        }
    }

    @Test func statementsThatAreNotACopyInThatDirectionAreRefused() async throws {
        try await withTable { pool in
            try await pool.withConnection { connection in
                for statement in ["SELECT 1", "COPY t TO STDOUT"] {
                    let error = await #expect(throws: PostgresError.self) {
                        try await connection.copyIn(statement) { _ in }
                    }
                    #expect(error?.code == .copy)
                }
                let error = await #expect(throws: PostgresError.self) {
                    try await connection.copyOut("COPY t FROM STDIN") { _ in }
                }
                #expect(error?.code == .copy)
                let usable = try await connection.query("SELECT 1")
                #expect(usable.count == 1)
            }
        }
    }

    @Test func aCopyIsCancelledWhileTheServerIsBlocked() async throws {
        try await withTable { pool in
            try await pool.withTransaction { holder in
                try await holder.execute("LOCK TABLE t")
                let task = Task {
                    try await pool.withConnection { connection in
                        try await connection.copyIn("COPY t FROM STDIN") { writer in
                            while true { try await writer.write(Array(repeating: UInt8(ascii: "x"), count: 100_000)) }
                        }
                    }
                }
                while try await blockedProcesses(pool).isEmpty {}
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
            }
            #expect(pool.statistics.idle == 3)
        }
    }
}
