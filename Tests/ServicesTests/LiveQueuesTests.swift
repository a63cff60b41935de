import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

@Suite struct LiveQueuesTests {
    /// The next events of a sequence.
    func take(_ count: Int, from events: QueueEvents) async throws -> [QueueEvent] {
        var taken: [QueueEvent] = []
        for try await case .event(let event) in events {
            taken.append(event)
            if taken.count == count { break }
        }
        return taken
    }

    @Test func followersGetEveryChangeInOrder() async throws {
        try await TestTown.with { test in
            let followers = try await withThrowingTaskGroup(of: [QueueEvent].self) { group in
                for _ in 0..<5 {
                    let events = try await test.live.events(
                        of: "teploset",
                        in: test.town,
                        after: nil,
                        by: TestTown.anna
                    )
                    group.addTask { try await take(12, from: events) }
                }
                for index in 0..<10 {
                    _ = try await test.submit("Холодно \(index)", house: 1, category: "heating.none")
                    try await test.routeAll()
                }
                let queues = QueueService(town: test.town)
                _ = try await queues.claimNext(in: "teploset", by: TestTown.anna)
                _ = try await queues.claimNext(in: "teploset", by: TestTown.anna)
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for events in followers {
                #expect(events.map(\.sequence) == Array(1...12))
                #expect(events.map(\.kind) == Array(repeating: "queued", count: 10) + ["claimed", "claimed"])
            }
        }
    }

    @Test func aFollowerThatReconnectsMissesNothing() async throws {
        try await TestTown.with { test in
            for index in 0..<6 { _ = try await test.submit("Холодно \(index)", house: 1, category: "heating.none") }
            try await test.routeAll()
            let resumed = try await test.live.events(of: "teploset", in: test.town, after: 2, by: TestTown.anna)
            #expect(try await take(4, from: resumed).map(\.sequence) == [3, 4, 5, 6])
            await #expect(throws: ServiceError.invalid("Last-Event-ID", "this queue has had no such event")) {
                _ = try await test.live.events(of: "teploset", in: test.town, after: 7, by: TestTown.anna)
            }
        }
    }

    @Test func followersMissNothingWhenTheListenerReconnects() async throws {
        try await TestTown.with { test in
            let events = try await test.live.events(of: "teploset", in: test.town, after: nil, by: TestTown.anna)
            async let taken = take(3, from: events)
            for index in 0..<3 {
                // The listening connection of this database is terminated, so notifications are lost.
                try await test.pool.execute(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND query LIKE 'LISTEN%'
                    """
                )
                _ = try await test.submit("Холодно \(index)", house: 1, category: "heating.none")
                try await test.routeAll()
            }
            #expect(try await taken.map(\.sequence) == [1, 2, 3])
        }
    }

    @Test func eventsEndWithTheService() async throws {
        try await TestTown.with { test in
            let live = LiveQueues(database: test.database)
            let running = Task { try await live.run() }
            let events = try await live.events(of: "teploset", in: test.town, after: nil, by: TestTown.anna)
            async let rest = take(.max, from: events)
            running.cancel()
            try await running.value
            #expect(try await rest.isEmpty)
        }
    }
}
