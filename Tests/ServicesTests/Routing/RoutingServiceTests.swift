import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

@Suite struct RoutingServiceTests {
    /// Submits an appeal, routes it, and returns what the author then sees.
    func routed(
        _ text: String,
        house: Int64? = nil,
        category: String? = nil,
        configure: @Sendable @escaping (inout AppealSubmission) -> Void = { _ in }
    ) async throws -> AppealView {
        try await TestTown.with { test in
            let receipt = try await test.submit(text, house: house, category: category, configure: configure)
            try await test.routeAll()
            let author = try test.author(of: receipt)
            return try await AppealService(town: test.town).authorView(author.number, code: author.code)
        }
    }

    @Test func aContractForTheHouseWins() async throws {
        let appeal = try await routed("Капает с потолка", house: 1, category: "house.roof")
        #expect(appeal.state == .routed)
        #expect(appeal.organisation == "uk-volga")
        #expect(appeal.decision?.reason.code == .contractForHouse)
        #expect(appeal.decision?.reason.ru == "по договору обслуживания этого дома")
        #expect(appeal.decision?.contractID == 4)
        #expect(appeal.history.map(\.kind) == ["registered", "routed"])
    }

    @Test func areaAndTownContractsCoverTheirHouses() async throws {
        let area = try await routed("Нет воды", house: 2, category: "water.none")
        #expect(area.organisation == "vodokanal")
        #expect(area.decision?.reason.code == .contractForArea)
        let town = try await routed("Холодно", house: 3, category: "heating.none")
        #expect(town.organisation == "teploset")
        #expect(town.decision?.reason.code == .contractForTown)
    }

    @Test func anExpiredContractIsIgnored() async throws {
        let appeal = try await routed("Нет воды", house: 3, category: "water.none")
        #expect(appeal.state == .triage)
        #expect(appeal.decision?.reason.code == .noContract)
        #expect(appeal.organisation == nil)
    }

    @Test func appealsOfSeveralOrNoOrganisationsGoToTriage() async throws {
        let several = try await routed("Мусор", house: 1, category: "yard.rubbish")
        #expect(several.decision?.reason.code == .severalContracts)
        let nobody = try await routed("Темно", house: 1, category: "yard.light")
        #expect(nobody.decision?.reason.code == .noContract)
        let place = try await routed("Нет воды", category: "water.none")
        #expect(place.decision?.reason.code == .houseUnknown)
        let category = try await routed("Помогите", house: 1)
        #expect(category.decision?.reason.code == .categoryUnknown)
        #expect([several, nobody, place, category].allSatisfy { $0.state == .triage && $0.organisation == nil })
    }

    @Test func theCategoryIsRecognisedFromTheText() async throws {
        let appeal = try await routed("Вторые сутки нет воды!", house: 1)
        #expect(appeal.category == "water.none")
        #expect(appeal.organisation == "vodokanal")
        // Its limit of four hours started at registration, although the receipt did not show it.
        let resolution = try #require(appeal.clocks.first { $0.policy == "category_limit" })
        #expect(resolution.deadlineAt.timeIntervalSince(appeal.registeredAt).rounded() == 4 * 3_600)
    }

    @Test func theHouseIsFoundByPointOrAddress() async throws {
        let near = try await routed("Нет воды", category: "water.none") {
            $0.location = .init(latitude: 57.8701, longitude: 39.5402)
            $0.location?.accuracy = 20
        }
        #expect(near.houseID == 1)
        let far = try await routed("Нет воды", category: "water.none") {
            $0.location = .init(latitude: 57.90, longitude: 39.70)
        }
        #expect(far.houseID == nil)
        #expect(far.decision?.reason.code == .houseUnknown)
        let written = try await routed("Нет воды", category: "water.none") { $0.address = "улица Волжская, дом 2" }
        #expect(written.houseID == 2)
        #expect(written.organisation == "vodokanal")
    }

    @Test func routingAgainChangesNothing() async throws {
        try await TestTown.with { test in
            _ = try await test.submit("Холодно", house: 1, category: "heating.none")
            try await test.routeAll()
            try await test.pool.withTransaction { transaction in
                try await AppealRoutingService(database: test.database).route(
                    [AppealID(rawValue: 1)],
                    of: test.town.id,
                    in: transaction
                )
            }
            #expect(try await test.count("tickets") == 1)
            #expect(try await test.count("routing_decisions") == 1)
            #expect(try await test.count("ticket_events") == 1)
        }
    }

    @Test func aBatchOfHundredsIsRoutedInOneTransaction() async throws {
        try await TestTown.with { test in
            try await withThrowingTaskGroup { group in
                for index in 0..<300 {
                    group.addTask {
                        _ = try await test.submit(
                            "Обращение \(index)",
                            house: Int64(index % 3 + 1),
                            category: ["heating.none", "water.none", "yard.rubbish"][index % 3]
                        )
                    }
                }
                try await group.waitForAll()
            }
            try await test.routeAll()
            #expect(try await test.count("appeals WHERE state = 'registered'") == 0)
            #expect(try await test.count("appeals WHERE state = 'routed'") == 200)
            #expect(try await test.count("tickets") == 200)
            // Every queue's events are numbered from one on without a gap.
            #expect(
                try await test.count(
                    """
                    (SELECT organisation_id FROM ticket_events GROUP BY 1
                    HAVING max(sequence) <> count(*) OR min(sequence) <> 1) AS gaps
                    """
                ) == 0
            )
        }
    }

    @Test func aCoordinatorRoutesByHand() async throws {
        try await TestTown.with { test in
            let receipt = try await test.submit("Помогите", house: 1)
            try await test.routeAll()
            let triage = TriageService(town: test.town)
            let waiting = try await triage.list(after: nil, limit: 10, by: TestTown.coordinator)
            #expect(waiting.items.map(\.number) == [receipt.number])
            #expect(waiting.items.first?.decision.reason.code == .categoryUnknown)
            let number = try test.author(of: receipt).number
            await #expect(throws: ServiceError.invalid("category", "is required, because the appeal has none")) {
                try await triage.route(number, to: "tos", category: nil, note: nil, by: TestTown.coordinator)
            }
            let appeal = try await triage.route(
                number,
                to: "tos",
                category: "yard.rubbish",
                note: "звонил старший по дому",
                by: TestTown.coordinator
            )
            #expect(appeal.state == .routed)
            #expect(appeal.decision?.reason.code == .coordinator)
            #expect(appeal.decision?.by == "olga")
            #expect(appeal.tickets?.map(\.organisation) == ["tos"])
            #expect(try await triage.list(after: nil, limit: 10, by: TestTown.coordinator).items.isEmpty)
            await #expect(throws: ServiceError.conflict("the appeal is routed")) {
                try await triage.route(number, to: "tos", category: nil, note: nil, by: TestTown.coordinator)
            }
            await #expect(throws: ServiceError.self) {
                try await triage.list(after: nil, limit: 10, by: TestTown.anna)
            }
        }
    }
}
