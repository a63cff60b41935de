import Locking
import Postgres
import TestSupport
import Testing

@Suite struct ListenerTests {
    private struct Enough: Error {}

    @Test func aListenerAsksToResynchroniseAfterEachConnect() async throws {
        try await TestDatabase.with { database in
            let configuration = PostgresConfiguration(database.conninfo)
            let pool = PostgresPool(configuration, logger: .silent)
            let listener = PostgresListener(configuration, logger: .silent)
            let process = Locked<Int32>(0)
            var events: [PostgresListenEvent] = []
            await #expect(throws: Enough.self) {
                try await listener.run(channels: ["dispatch", "Quoted \"name\""]) { connection in
                    process.withLock { $0 = connection.backendProcessID }
                } _: { event in
                    events.append(event)
                    switch events.count {
                    case 1: try await pool.execute("SELECT pg_notify('dispatch', \("первое"))")
                    case 2: try await pool.execute("SELECT pg_terminate_backend(\(process.withLock { $0 }))")
                    case 3: try await pool.execute("SELECT pg_notify('Quoted \"name\"', '')")
                    default: throw Enough()
                    }
                }
            }
            #expect(
                events == [
                    .resynchronise, .notification(channel: "dispatch", payload: "первое"),
                    .resynchronise, .notification(channel: "Quoted \"name\"", payload: ""),
                ]
            )
            await pool.close()
        }
    }

    @Test func aCancelledListenerReturns() async throws {
        try await TestDatabase.with { database in
            let listener = PostgresListener(PostgresConfiguration(database.conninfo), logger: .silent)
            let active = Gate()
            let task = Task {
                try await listener.run(channels: ["dispatch"]) { event in
                    #expect(event == .resynchronise)
                    active.open()
                }
            }
            await active.wait()
            task.cancel()
            try await task.value
        }
    }

    @Test func noNotificationOfABurstIsLost() async throws {
        try await TestDatabase.with { database in
            let configuration = PostgresConfiguration(database.conninfo)
            let pool = PostgresPool(configuration, logger: .silent)
            let listener = PostgresListener(configuration, logger: .silent)
            var heard: [String] = []
            await #expect(throws: Enough.self) {
                try await listener.run(channels: ["dispatch"]) { event in
                    switch event {
                    case .resynchronise:
                        try await pool.execute("SELECT pg_notify('dispatch', i::text) FROM generate_series(1, 1000) i")
                    case .notification(_, let payload):
                        heard.append(payload)
                        if heard.count == 1000 { throw Enough() }
                    }
                }
            }
            #expect(heard == (1...1000).map { "\($0)" })
            await pool.close()
        }
    }
}
