import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

/// The effect that a change would have had, without changing anything.
@Suite struct RoutingReplayTests {
    /// Everything that a replay could change.
    func state(_ test: TestTown) async throws -> [Int] {
        var counts: [Int] = []
        for table in [
            "appeals WHERE state = 'triage'", "routing_decisions", "tickets", "appeal_events", "ticket_events", "jobs",
            "categories", "service_contracts", "routing_activations", "services", "clocks",
        ] { counts.append(try await test.count(table)) }
        return counts
    }

    @Test func aReplayTriesChangedContractsAndCategoriesOnPastAppeals() async throws {
        try await TestTown.with { test in
            _ = try await test.submit("Батареи холодные", house: 1)
            let dark = try await test.submit("Темно во дворе", house: 1)
            _ = try await test.submit("Сломана лавка", house: 1)
            _ = try await test.submit("Течёт", house: 1, category: "house.roof")
            try await test.routeAll()
            _ = try await TriageService(town: test.town).route(
                try test.author(of: dark).number,
                to: "vodokanal",
                category: nil,
                note: nil,
                by: TestTown.coordinator
            )
            let before = try await state(test)
            let service = RoutingReplayService(town: test.town)
            let since = Date().addingTimeInterval(-3_600)

            let same = try await service.replay(since: since, RoutingReplayOptions(), by: .console)
            #expect(same.appeals == 4)
            #expect((same.before.automatic, same.before.right, same.before.triage) == (2, 2, 2))
            #expect((same.after.automatic, same.after.right, same.after.triage) == (2, 2, 2))
            #expect(same.moves.isEmpty)

            let contracts = "organisation,service,from,street,house\nuk-volga,light,2020-01-01,ул. Волжская,1\n"
            let changed = try await file(contracts) {
                try await service.replay(since: since, RoutingReplayOptions(contracts: $0), by: .console)
            }
            #expect(changed.newlyAutomatic == 1)
            // The coordinator sent it to a different organisation.
            #expect((changed.newlyWrong, changed.newlyRight) == (1, 0))
            #expect(changed.moves.map(\.to) == ["uk-volga"])
            #expect(changed.moves.map(\.from) == ["triage"])

            let categories = """
                group,group_ru,group_en,code,name_ru,name_en,service,keywords,keywords_right
                house,Дом,House,house.bench,Лавка,Bench,house_upkeep,лавк,45
                heating,Отопление,Heating,heating.none,Нет отопления,No heating,heating,котельн,45
                """
            let catalogue = try await file(categories) {
                try await service.replay(since: since, RoutingReplayOptions(categories: $0), by: .console)
            }
            #expect((catalogue.newlyAutomatic, catalogue.newlyInTriage) == (1, 1))
            #expect(catalogue.moves.map { [$0.from, $0.to] } == [["teploset", "triage"], ["triage", "uk-volga"]])
            #expect(catalogue.confusion.contains { $0.category == "heating.none" && $0.told == "-" })
            #expect(try await state(test) == before)

            let none = try await service.replay(
                since: Date().addingTimeInterval(60),
                RoutingReplayOptions(),
                by: .console
            )
            #expect(none.appeals == 0)
            await #expect(throws: ServiceError.notFound("model of categories")) {
                try await service.replay(since: since, RoutingReplayOptions(model: 9), by: .console)
            }
            await #expect(throws: ServiceError.self) {
                try await file("organisation,service,from\nnobody,light,2020-01-01\n") {
                    try await service.replay(since: since, RoutingReplayOptions(contracts: $0), by: .console)
                }
            }
            #expect(try await state(test) == before)
        }
    }

    @Test func sinceIsParsedAsDaysWeeksOrADate() async throws {
        let now = Date(timeIntervalSince1970: 1_795_444_547)
        try await TestTown.with(clock: { now }) { test in
            #expect(test.town.start(of: "30d") == now.addingTimeInterval(-30 * 86_400))
            #expect(test.town.start(of: "2w") == now.addingTimeInterval(-14 * 86_400))
            #expect(test.town.start(of: "2026-11-01")?.ISO8601Format() == "2026-10-31T21:00:00Z")
            for nonsense in ["", "d", "0d", "-1d", "30", "30x", "2026-02-30", "99999999999999999999d"] {
                #expect(test.town.start(of: nonsense) == nil, "\(nonsense)")
            }
        }
    }
}
