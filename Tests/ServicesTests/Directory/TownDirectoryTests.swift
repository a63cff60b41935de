import Locking
import Municipality
import Postgres
import Services
import TestSupport
import Testing
import TownSupport

@Suite struct TownDirectoryTests {
    /// A clock that stands still until it is moved.
    private final class StandingClock: Sendable {
        private let instant = Locked(ContinuousClock.now)

        var now: ContinuousClock.Instant { instant.withLock { $0 } }

        func move(by duration: Duration) { instant.withLock { $0 += duration } }
    }

    @Test func theOnlyTownIsServedUnderAnyName() async throws {
        try await TestTown.with { test in
            let directory = TownDirectory(database: test.database)
            for authority in [nil, "", "anything.example:8080", "127.0.0.1", "[::1]:80", "тутаев.рф"] as [String?] {
                let town = try await directory.town(authority: authority)
                #expect(town.id == test.town.id)
            }
        }
    }

    @Test func severalTownsAreFoundByTheirHostNames() async throws {
        try await TestTown.with { test in
            try await test.makeTowns(2)
            let hosts = TownHosts(database: test.database)
            _ = try await hosts.add("town2.example", to: try await test.town("town-2"), by: .console)
            _ = try await hosts.add("тутаев.рф", to: test.town, by: .console)
            let directory = TownDirectory(database: test.database)
            #expect(try await directory.town(authority: "Town2.Example:8080").municipality.code.rawValue == "town-2")
            #expect(try await directory.town(authority: "xn--80aei4caf.xn--p1ai").id == test.town.id)
            await #expect(throws: ServiceError.notFound("municipality with the host name «other.example»")) {
                try await directory.town(authority: "other.example")
            }
            let narrowed = TownDirectory(database: test.database, only: "town-3")
            #expect(try await narrowed.town(authority: "town2.example").municipality.code.rawValue == "town-3")
        }
    }

    @Test func aChangeIsNoticedWithinSecondsAndNotQueriedForBefore() async throws {
        try await TestTown.with { test in
            try await test.makeTowns(1)
            let hosts = TownHosts(database: test.database)
            let clock = StandingClock()
            let directory = TownDirectory(database: test.database, now: { clock.now })
            await #expect(throws: ServiceError.self) { try await directory.town(authority: "new.example") }
            _ = try await hosts.add("new.example", to: test.town, by: .console)
            await #expect(throws: ServiceError.self) { try await directory.town(authority: "new.example") }
            clock.move(by: .seconds(3))
            #expect(try await directory.town(authority: "new.example").municipality.name == "Тест")
            try await test.pool.execute("UPDATE municipalities SET name = 'Новое имя' WHERE municipality_id = 1")
            clock.move(by: .seconds(3))
            #expect(try await directory.town(authority: "new.example").municipality.name == "Новое имя")
            try await hosts.remove("new.example", by: .console)
            clock.move(by: .seconds(3))
            await #expect(throws: ServiceError.self) { try await directory.town(authority: "new.example") }
        }
    }

    @Test func aBrokenTownDoesNotAffectOthers() async throws {
        try await TestTown.with { test in
            try await test.makeTowns(2)
            try await test.breakTown("town-2")
            let directory = TownDirectory(database: test.database)
            let error = await #expect(throws: ServiceError.self) { try await directory.town(code: "town-2") }
            guard case .outOfService(let why)? = error else {
                Issue.record("not out of service")
                return
            }
            #expect(why.contains("town-2") && why.contains("Mars/Base"))
            #expect(try await directory.town(code: "town-3").municipality.name == "Город 3")
            #expect(try await directory.town(id: test.town.id).id == test.town.id)
            let standings = try await Towns(database: test.database).all()
            #expect(standings.count == 3)
            #expect(standings.filter { (try? $0.get()) == nil }.count == 1)
            #expect(try await Towns(database: test.database).select(code: "town-3").municipality.name == "Город 3")
        }
    }

    @Test func knownTownsStayKnownWhileTheDatabaseIsUnreachable() async throws {
        try await TestTown.with { test in
            let database = Database(url: test.conninfo, poolSize: 1, logger: .silent)
            let clock = StandingClock()
            let directory = TownDirectory(database: database, now: { clock.now })
            let town = try await directory.town(authority: "a.example")
            await database.close()
            clock.move(by: .seconds(10))
            #expect(try await directory.town(authority: "a.example").id == town.id)
            await #expect(throws: ServiceError.unavailable(retryAfterSeconds: 5)) {
                try await directory.town(authority: "b.example")
            }
        }
    }

    @Test func aHostNameBelongsToOneTownAndHasAValidForm() async throws {
        try await TestTown.with { test in
            try await test.makeTowns(1)
            let hosts = TownHosts(database: test.database)
            let other = try await test.town("town-2")
            #expect(try await hosts.add("A.Example", to: test.town, by: .console).host == "a.example")
            #expect(try await hosts.add("a.example", to: test.town, by: .console).host == "a.example")
            await #expect(
                throws: ServiceError.conflict("the host name a.example already belongs to the municipality «test»")
            ) { try await hosts.add("a.example", to: other, by: .console) }
            for text in ["", "https://a.example", "a.example:80", "a.example/x", "a b", "-a", "a_b.example", "a..b"] {
                await #expect(throws: ServiceError.self, "\(text)") {
                    try await hosts.add(text, to: other, by: .console)
                }
            }
            _ = try await hosts.add("b.example", to: other, by: .console)
            #expect(try await hosts.all(by: .console).map(\.host) == ["a.example", "b.example"])
            #expect(try await hosts.all(of: other, by: .console).map(\.host) == ["b.example"])
            await #expect(throws: ServiceError.notFound("host name c.example")) {
                try await hosts.remove("c.example", by: .console)
            }
            await #expect(throws: ServiceError.self) { try await hosts.remove("b.example", by: TestTown.coordinator) }
            let theirs = "the host name a.example belongs to the municipality «test», not to «town-2»"
            await #expect(throws: ServiceError.conflict(theirs)) {
                try await hosts.remove("a.example", of: "town-2", by: .console)
            }
            try await hosts.remove("a.example", of: "test", by: .console)
        }
    }
}
