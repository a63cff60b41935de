import Municipality
import Postgres
import Services
import Testing
import TownSupport

/// Where appeals go by their written addresses and points.
@Suite struct AddressRoutingTests {
    /// The appeal as a coordinator sees it after routing. Houses: ул. Волжская, 1 and 2; ул. Речная, 3.
    func routed(
        _ text: String,
        category: String? = "water.none",
        by actor: Actor = .anybody,
        setUp: String? = nil,
        configure: @Sendable @escaping (inout AppealSubmission) -> Void
    ) async throws -> AppealView {
        try await TestTown.with { test in
            if let setUp { try await test.pool.withConnection { try await $0.simple(setUp) } }
            let receipt = try await test.submit(text, category: category, by: actor, configure: configure)
            try await test.routeAll()
            return try await AppealService(town: test.town).staffView(
                try test.author(of: receipt).number,
                by: TestTown.coordinator
            )
        }
    }

    @Test(arguments: [
        "ул. Волжская, д. 2, кв. 12", "Волжская 2 кв 12 подъезд 3", "152300, г. Тест, ул. Волжская, 2",
        "волжская улица дом 2", "ул. Волжскя, 2", "2, ул. Волжская",
    ])
    func anAddressFindsItsHouseInAnySpelling(address: String) async throws {
        let appeal = try await routed("Нет воды") { $0.address = address }
        #expect(appeal.houseID == 2)
        #expect(appeal.organisation == "vodokanal")
    }

    @Test(arguments: ["пер. Волжский, 2", "ул. Волжская, 2а", "ул. Волжская, 22", "г. Другой, ул. Волжская, 2"])
    func anAddressOfNoHouseFindsNoneAlsoWithAPoint(address: String) async throws {
        let appeal = try await routed("Нет воды") {
            $0.address = address
            // At the house that resembles it.
            $0.location = .init(latitude: 57.8710, longitude: 39.5410)
        }
        #expect(appeal.houseID == nil)
        #expect(appeal.state == .triage)
    }

    @Test func aWrittenAddressBeatsAPointAndTheDisagreementIsShown() async throws {
        let appeal = try await routed("Нет воды") {
            $0.address = "ул. Волжская, 2"
            $0.location = .init(latitude: 57.8700, longitude: 39.5400)
        }
        #expect(appeal.houseID == 2)
        let metres = try #require(appeal.decision?.placeDisagreement)
        #expect((115...135).contains(metres))
        #expect(appeal.decision?.explanation.en.contains("\(metres) m away from that house") == true)
    }

    @Test func withinTheAccuracyOfThePointThereIsNoDisagreement() async throws {
        let appeal = try await routed("Нет воды") {
            $0.address = "ул. Волжская, 2"
            $0.location = .init(latitude: 57.8700, longitude: 39.5400)
            $0.location?.accuracy = 200
        }
        #expect(appeal.houseID == 2)
        #expect(appeal.decision?.placeDisagreement == nil)
        #expect(appeal.location?.accuracy == 200)
    }

    @Test func anInaccuratePointStandsForNoHouse() async throws {
        let appeal = try await routed("Нет воды") {
            $0.location = .init(latitude: 57.8700, longitude: 39.5400)
            $0.location?.accuracy = 500
        }
        #expect(appeal.houseID == nil)
    }

    static let namesakes = """
        INSERT INTO houses (municipality_id, registry_id, settlement, street, number, area_id)
        VALUES (1, 'h4', 'д. Ивановка', 'ул. Волжская', '1', 2), (1, 'h5', 'д. Ивановка', 'ул. Волжская', '2', 1)
        """

    @Test func anAddressInSeveralVillagesIsUnclearAndItsHousesAreOffered() async throws {
        let appeal = try await routed("Нет воды", setUp: Self.namesakes) { $0.address = "ул. Волжская, 1" }
        #expect(appeal.houseID == nil)
        #expect(appeal.decision?.reason.code == .addressUnclear)
        #expect(appeal.decision?.houseCandidates == [1, 4])
        let named = try await routed("Нет воды", setUp: Self.namesakes) { $0.address = "д. Ивановка, ул. Волжская, 2" }
        #expect(named.houseID == 5)
        #expect(named.address == "д. Ивановка, ул. Волжская, 2")
    }

    @Test func anUnclearAddressIsRoutedIfEachOfItsHousesLeadsToOneOrganisation() async throws {
        let appeal = try await routed("Нет воды", setUp: Self.namesakes) { $0.address = "ул. Волжская, 2" }
        #expect(appeal.houseID == nil)
        #expect(appeal.organisation == "vodokanal")
        #expect(appeal.decision?.houseCandidates == [2, 5])
    }

    @Test func aPointChoosesAmongTheCandidates() async throws {
        let appeal = try await routed("Нет воды", setUp: Self.namesakes) {
            $0.address = "ул. Волжская, 1"
            $0.location = .init(latitude: 57.8701, longitude: 39.5401)
        }
        #expect(appeal.houseID == 1)
    }

    @Test(arguments: [
        (0.0, 0.0, "is outside the town"), (55.75, 37.62, "is outside the town"),
        (39.54, 57.87, "is outside the town; latitude and longitude are swapped"),
    ])
    func aPointOutsideTheTownIsRefused(latitude: Double, longitude: Double, words: String) async throws {
        try await TestTown.with { test in
            await #expect(throws: ServiceError.invalid("location", words)) {
                try await test.submit("Нет воды", by: TestTown.vera) {
                    $0.location = .init(latitude: latitude, longitude: longitude)
                }
            }
        }
    }

    @Test func anOperatorCanInsistOnAPointOutsideTheTown() async throws {
        let appeal = try await routed("Авария на трассе", by: TestTown.vera) {
            $0.location = .init(latitude: 55.75, longitude: 37.62)
            $0.location?.confirmed = true
            $0.address = "ул. Волжская, 2"
        }
        #expect(appeal.state == .triage)
        #expect(appeal.decision?.reason.code == .outsideTown)
        try await TestTown.with { test in
            await #expect(
                throws: ServiceError.invalid("location.confirmed", "requires the permission register_calls")
            ) {
                try await test.submit("Авария") {
                    $0.location = .init(latitude: 55.75, longitude: 37.62)
                    $0.location?.confirmed = true
                }
            }
        }
    }

    static let region = "UPDATE municipalities SET region = 'Ярославская область'"

    /// Heating has a contract for the whole town, which does not reach beyond it.
    @Test(arguments: [
        "Костромская область, ул. Волжская, 2", "Костромская обл., г. Тест, ул. Волжская, 2",
        "ул. Волжская, 2, Респ. Татарстан", "Костромская область",
    ])
    func anAddressInAnotherRegionIsOutsideTheTown(address: String) async throws {
        let appeal = try await routed("Холодно", category: "heating.none", setUp: Self.region) {
            $0.address = address
            // At the house that resembles it.
            $0.location = .init(latitude: 57.8710, longitude: 39.5410)
        }
        #expect(appeal.state == .triage)
        #expect(appeal.decision?.reason.code == .outsideTown)
        #expect(appeal.houseID == nil)
        #expect(appeal.decision?.houseCandidates ?? [] == [])
        #expect(appeal.organisation == nil)
    }

    @Test(arguments: [
        "Ярославская область, ул. Волжская, 2", "Яросл. обл., г. Тест, ул. Волжская, 2",
        "Ярославкая обл, ул. Волжская, 2", "Костромской район, ул. Волжская, 2",
    ])
    func anAddressInTheTownsRegionFindsItsHouse(address: String) async throws {
        let appeal = try await routed("Нет воды", setUp: Self.region) { $0.address = address }
        #expect(appeal.houseID == 2)
        #expect(appeal.organisation == "vodokanal")
    }

    @Test func aChosenHouseWithAnAddressInAnotherRegionWaits() async throws {
        let appeal = try await routed("Нет воды", setUp: Self.region) {
            $0.houseID = 2
            $0.address = "Костромская область, ул. Волжская, 1"
        }
        #expect(appeal.houseID == 2)
        #expect(appeal.decision?.reason.code == .addressUnclear)
    }

    @Test func theCrewSeesWhatLeadsToThePlaceInTheHouse() async throws {
        try await TestTown.with { test in
            let receipt = try await test.submit("Холодно", category: "heating.none") {
                $0.address = "ул. Волжская, д. 2, кв. 12, подъезд 3, этаж 4, домофон 12к34"
                $0.flat = "12а"
            }
            try await test.routeAll()
            let author = try test.author(of: receipt)
            let seen = try await AppealService(town: test.town).authorView(author.number, code: author.code)
            #expect(seen.inHouse == PlaceInHouse(flat: "12а", entrance: "3", details: "этаж 4, домофон 12к34"))
            let ticket = try await QueueService(town: test.town).ticket(
                try await test.ticket(of: receipt),
                by: TestTown.anna
            )
            #expect(ticket.inHouse == seen.inHouse)
        }
    }
}
