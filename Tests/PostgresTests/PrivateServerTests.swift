import Postgres
import TestSupport
import Testing

@Suite struct PrivateServerTests {
    private enum Outcome: Equatable {
        case right, wrong, lost, other(String)
    }

    /// Queries a token. A failure must be a typed error about the connection.
    private static func ask(_ pool: PostgresPool, _ token: Int) async -> Outcome {
        do {
            return try await pool.query("SELECT \(token)").first?.decode(Int.self) == token ? .right : .wrong
        } catch let error as PostgresError where error.isConnectionLoss || error.code == .circuitOpen {
            return .lost
        } catch {
            return .other("\(error)")
        }
    }

    @Test func noAnswerIsWrongWhenTheServerCrashesUnderLoad() async throws {
        try await PrivateServer.with { server in
            var configuration = PostgresConfiguration(server.conninfo)
            configuration.checkoutTimeout = .seconds(60)
            let pool = PostgresPool(configuration, logger: .silent)
            let (outcomes, report) = AsyncStream.makeStream(of: Outcome.self)
            let load = Task {
                await withTaskGroup { group in
                    for number in 0..<32 {
                        group.addTask {
                            var token = number * 1_000_000
                            while !Task.isCancelled {
                                token += 1
                                let outcome = await Self.ask(pool, token)
                                if !Task.isCancelled { report.yield(outcome) }
                                await Task.yield()
                            }
                        }
                    }
                }
                report.finish()
            }
            var unexpected: [Outcome] = []
            var answered = 0
            var phase = "before"
            for await outcome in outcomes {
                switch (phase, outcome) {
                case ("before", .right):
                    answered += 1
                    if answered == 500 {
                        phase = "down"
                        try await server.stop(immediate: true)
                    }
                case ("down", .lost):
                    phase = "up"
                    answered = 0
                    try await server.start()
                case ("up", .right):
                    answered += 1
                    if answered == 500 {
                        phase = "after"
                        load.cancel()
                    }
                case (_, .wrong), (_, .other): unexpected.append(outcome)
                default: break
                }
            }
            await load.value
            #expect(phase == "after")
            #expect(unexpected == [])
            #expect(await Self.ask(pool, 7) == .right)
            #expect(pool.statistics.idle == pool.statistics.open)
            await pool.close()
        }
    }

    @Test func largeValuesSurviveAnEncryptedConnection() async throws {
        try await PrivateServer.with(tls: true) { server in
            let pool = PostgresPool(PostgresConfiguration(server.conninfo), logger: .silent)
            let rows = try await pool.query("SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
            let (encrypted, version) = try rows.only((Bool, String).self)
            #expect(encrypted)
            #expect(version.hasPrefix("TLSv1."))
            let text = String(repeating: "x", count: 5_000_000)
            let echo: String? = try await pool.query("SELECT \(text)::text").first?.decode()
            #expect(echo == text)
            await pool.close()
        }
    }
}
