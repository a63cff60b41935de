import Municipality
import Postgres
import Services
import Testing
import TownSupport

/// Every event stores its actor.
@Suite struct EventActorTests {
    @Test func theDatabaseHasTheKindsOfActors() async throws {
        try await TestTown.with { test in
            let kinds = try await test.pool.query("SELECT unnest(enum_range(NULL::actor_kind))::text")
            #expect(try Set(kinds.decode(String.self)) == Set(Actor.Kind.allCases.map(\.rawValue)))
        }
    }

    @Test func theActorOfASubmissionIsItsAuthorOrTheStaffWhoRegisterIt() async throws {
        try await TestTown.with { test in
            let own = try await test.submit("Мусор")
            let called = try await test.submit("Темно", by: TestTown.vera)
            let events = try await test.pool.query(
                "SELECT actor_kind::text, actor_id FROM appeal_events ORDER BY appeal_id"
            ).map { row in
                var columns = row.columns
                return [try columns.next(String.self), try columns.next(String.self)]
            }
            #expect(events == [["author", try test.author(of: own).number.digits], ["staff", "6"]])
            #expect(try await test.count("appeals") == 2)
            #expect(called.number != own.number)
        }
    }

    @Test func everyTableOfEventsStoresTheActor() async throws {
        try await TestTown.with { test in
            let receipt = try await test.submit("Холодно", house: 1, category: "heating.none")
            let other = try await test.submit("Холодно у нас", house: 1, category: "heating.none")
            try await test.routeAll()
            let casework = AppealCasework(town: test.town)
            let author = try test.author(of: other)
            _ = try await casework.merge(
                author.number,
                into: try test.author(of: receipt).number,
                by: TestTown.coordinator
            )
            _ = try await casework.unmerge(author.number, code: author.code)
            _ = try await TicketService(town: test.town).accept(try await test.ticket(of: receipt), by: TestTown.anna)
            func actors(_ source: String) async throws -> Set<String> {
                Set(try await test.pool.query(SQL(raw: "SELECT DISTINCT \(source)")).decode(String.self))
            }
            let digits = author.number.digits
            #expect(
                try await actors("actor_kind || ' ' || actor_id FROM ticket_events")
                    == ["worker ", "staff 1", "author \(digits)", "staff 3"]
            )
            #expect(
                try await actors("actor_kind || ' ' || actor_id FROM routing_decisions") == [
                    "worker ", "author \(digits)",
                ]
            )
            #expect(try await actors("actor_kind || ' ' || actor_id FROM appeal_merges") == ["staff 1"])
            #expect(
                try await actors("undone_by_kind || ' ' || undone_by_id FROM appeal_merges") == ["author \(digits)"]
            )
        }
    }

    @Test func staffSeeTheLoginOrTheCommandLinesUser() async throws {
        try await TestTown.with { test in
            let number = try test.author(of: try await test.submit("Мусор")).number
            let casework = AppealCasework(town: test.town)
            _ = try await casework.comment(number, text: "раз", by: TestTown.coordinator)
            let seen = try await casework.comment(number, text: "два", by: .console)
            #expect(seen.history.map(\.by) == [nil, "olga", "tester"])
        }
    }
}
