import Municipality
import Postgres
import Services
import Testing
import TownSupport

/// Where appeals go by their points, and by an address or a chosen house beside them. Water is under one contract for the
/// area of houses 1 and 2; the roof of house 1 under a contract of its own.
@Suite struct PointRoutingTests {
    func routed(
        at latitude: Double = 57.87,
        _ longitude: Double = 39.54,
        accuracy: Double? = 5,
        category: String = "house.roof",
        address: String? = nil,
        house: Int64? = nil,
        setUp: String? = nil
    ) async throws -> AppealView {
        try await AddressRoutingTests().routed("Жалоба", category: category, setUp: setUp) {
            $0.location = .init(latitude: latitude, longitude: longitude)
            $0.location?.accuracy = accuracy
            $0.address = address
            $0.houseID = house
        }
    }

    /// - Parameter latitude: 57.87 is that of house 1.
    static func neighbour(_ latitude: Double) -> String {
        """
        INSERT INTO houses (municipality_id, registry_id, street, number, area_id, latitude, longitude)
        VALUES (1, 'h4', 'ул. Угловая', '4', 1, \(latitude), 39.54)
        """
    }

    @Test func aPointAtAHouseFindsIt() async throws {
        let appeal = try await routed(setUp: Self.neighbour(57.8702))
        #expect(appeal.houseID == 1)
        #expect(appeal.organisation == "uk-volga")
        #expect(appeal.decision?.houseCandidates == [])
    }

    @Test(
        arguments: [
            // On one coordinate; between houses 30 m apart; 55 m from one and 81 m from another.
            (57.87, 57.87, 5, [1, 4]), (57.87014, 57.87027, nil, [4, 1]), (57.870495, 57.9, 60, [1, 2]),
        ] as [(Double, Double, Double?, [Int64])]
    )
    func aPointThatMayBeAtSeveralHousesFindsNone(
        latitude: Double,
        neighbour: Double,
        accuracy: Double?,
        candidates: [Int64]
    ) async throws {
        let setUp = Self.neighbour(neighbour)
        let appeal = try await routed(at: latitude, accuracy: accuracy, setUp: setUp)
        #expect(appeal.houseID == nil)
        #expect(appeal.state == .triage)
        #expect(appeal.decision?.reason.code == .addressUnclear)
        #expect(appeal.decision?.houseCandidates == candidates)
        // Each of them has the same contract for water.
        let water = try await routed(at: latitude, accuracy: accuracy, category: "water.none", setUp: setUp)
        #expect(water.organisation == "vodokanal")
        #expect(water.houseID == nil)
        #expect(water.decision?.houseCandidates == candidates)
    }

    @Test func aPointAtACoordinateOfManyHousesIsNotThatOfAnotherHouse() async throws {
        let setUp = """
            INSERT INTO houses (municipality_id, registry_id, street, number, latitude, longitude)
            SELECT 1, 's' || n, 'ул. Новая', n::text, 57.8703, 39.5403 FROM generate_series(1, 3) AS n
            """
        let appeal = try await routed(at: 57.8703, 39.5403, accuracy: nil, category: "water.none", setUp: setUp)
        #expect(appeal.houseID == nil)
        #expect(appeal.state == .triage)
        let exact = try await routed(setUp: setUp)
        #expect(exact.houseID == 1)
    }

    @Test(arguments: ["ул. Речная", "напротив дома на ул. Речной", "г. Тест, Речная улица"])
    func aPointOnAnotherStreetThanTheAddressIsForTheCoordinator(address: String) async throws {
        for category in ["house.roof", "heating.none"] {
            let appeal = try await routed(category: category, address: address)
            #expect(appeal.houseID == nil)
            #expect(appeal.decision?.reason.code == .addressUnclear)
            #expect(appeal.decision?.houseCandidates == [1, 3])
            let metres = try #require(appeal.decision?.placeDisagreement)
            #expect((1_600...1_640).contains(metres))
            #expect(appeal.decision?.explanation.en.contains("of the street or settlement in the address") == true)
        }
    }

    @Test func theStreetOfTheAddressChoosesAmongTheHousesAtAPoint() async throws {
        let appeal = try await routed(
            at: 57.8701,
            accuracy: 20,
            address: "ул. Волжская",
            setUp: Self.neighbour(57.8702)
        )
        #expect(appeal.houseID == 1)
        #expect(appeal.decision?.placeDisagreement == nil)
    }

    @Test func aPointDoesNotChooseIfAnotherHouseOfTheAddressHasNoPlace() async throws {
        func house(at place: String) async throws -> Int64? {
            try await routed(
                address: "ул. Волжская, 1, 2",
                setUp: """
                    INSERT INTO houses (municipality_id, registry_id, street, number, area_id, latitude, longitude)
                    VALUES (1, 'h4', 'ул. Волжская', '1к2', 1, \(place))
                    """
            ).houseID
        }
        #expect(try await house(at: "NULL, NULL") == nil)
        #expect(try await house(at: "57.8715, 39.54") == 1)
    }

    @Test(arguments: ["напротив дома", "у моста", "ул. Неизвестная", "напротив дома на ул. Волжской", "дом 7"])
    func aHouseIsNotCertainWhereTheAddressMayMeanAnotherPlace(address: String) async throws {
        let roof = try await routed(address: address)
        #expect(roof.houseID == nil)
        #expect(roof.decision?.reason.code == .addressUnclear)
        #expect(roof.decision?.houseCandidates == [1])
        let heating = try await routed(category: "heating.none", address: address)
        #expect(heating.organisation == "teploset")
    }

    @Test(arguments: ["подъезд 3, этаж 2", "ул. Волжская", "г. Тест", "дом 1", "во дворе"])
    func anAddressThatAgreesLeavesTheHouseCertain(address: String) async throws {
        #expect(try await routed(address: address).houseID == 1)
    }

    @Test func anAddressOfAnotherHouseThanTheChosenOneLeavesATrace() async throws {
        let water = try await routed(category: "water.none", address: "Волжская, д. 2", house: 1)
        #expect(water.houseID == 1)
        #expect(water.organisation == "vodokanal")
        #expect(water.decision?.houseCandidates == [2])
        let metres = try #require(water.decision?.placeDisagreement)
        #expect((115...135).contains(metres))
        #expect(water.decision?.explanation.en.contains("does not agree with the chosen house") == true)
        let roof = try await routed(address: "Волжская, д. 2", house: 1)
        #expect(roof.decision?.reason.code == .addressUnclear)
        #expect(roof.houseID == 1)
    }

    @Test(arguments: ["ул. Речная", "ул. Волжская, 99", "ул. Неизвестная, 1", "напротив дома 3 по ул. Речной"])
    func anAddressElsewhereThanTheChosenHouseIsForTheCoordinator(address: String) async throws {
        let appeal = try await routed(category: "heating.none", address: address, house: 1)
        #expect(appeal.decision?.reason.code == .addressUnclear)
        #expect(appeal.houseID == 1)
    }

    @Test(arguments: [
        "ул. Волжская, д. 1, кв. 5", "Волжская улица", "кв. 5", "за магазином", "напротив дома 2 по ул. Волжской",
    ])
    func anAddressThatAgreesWithTheChosenHouseChangesNothing(address: String) async throws {
        let appeal = try await routed(address: address, house: 1)
        #expect(appeal.organisation == "uk-volga")
        #expect(appeal.decision?.houseCandidates == [])
        #expect(appeal.decision?.placeDisagreement == nil)
    }

    @Test func contractsDecideForTheCoordinatorOnlyIfEachHouseHasTheSame() async throws {
        try await TestTown.with { test in
            try await test.pool.withConnection { try await $0.simple(Self.neighbour(57.87)) }
            let receipt = try await test.submit("Помогите") {
                $0.location = .init(latitude: 57.87, longitude: 39.54)
                $0.location?.accuracy = 5
            }
            try await test.routeAll()
            let number = try test.author(of: receipt).number
            func route(_ category: String) async throws -> AppealView {
                try await TriageService(town: test.town).route(
                    number,
                    to: nil,
                    category: category,
                    note: nil,
                    by: TestTown.coordinator
                )
            }
            await #expect(throws: ServiceError.self) { try await route("house.roof") }
            #expect(try await route("water.none").organisation == "vodokanal")
        }
    }
}
