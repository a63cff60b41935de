import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

/// Houses and contracts are imported by the addresses that offices write.
@Suite struct AddressImportTests {
    func houses(_ text: String, into test: TestTown) async throws -> ImportReport {
        try await file(text) {
            try await ImportService(town: test.town, by: .console).importHouses(from: $0, options: ImportOptions())
        }
    }

    func contracts(_ text: String, into test: TestTown) async throws -> ImportReport {
        try await file(text) {
            try await ImportService(town: test.town, by: .console).importContracts(from: $0, options: ImportOptions())
        }
    }

    @Test func oneColumnOfAddressesIsDivided() async throws {
        try await TestTown.with { test in
            let report = try await houses(
                """
                registry_id,address,fias_guid
                n1,"г. Тест, ул. Карла Маркса, д. 5, корп. 2",0C5B2444-70A0-4932-980C-B4DC0D3F02B5
                n2,"152300, Ярославская обл, д. Ивановка, ул.Лесная, 7а",
                n3,"д. Гора, 3",

                """,
                into: test
            )
            #expect(report.problems.isEmpty)
            let service = HouseService(town: test.town)
            let found = try await service.search("", after: nil, limit: 10).items.filter {
                $0.registryID.hasPrefix("n")
            }
            #expect(Set(found.map(\.address)) == ["ул. Карла Маркса, 5к2", "д. Ивановка, ул.Лесная, 7А", "д. Гора, 3"])
            #expect(found.map(\.fiasGUID).contains("0c5b2444-70a0-4932-980c-b4dc0d3f02b5"))
            #expect(try await service.find("Ивановка, Лесная 7 А").house?.registryID == "n2")
            #expect(try await service.find("К. Маркса 5/2").house?.registryID == "n1")
        }
    }

    @Test func anAddressThatNamesNoHouseIsReported() async throws {
        try await TestTown.with { test in
            let report = try await houses("registry_id,address\nn1,ул. Новая\nn2,рядом с ул. Новой 5\n", into: test)
            #expect(report.problems.map(\.row) == [2, 3])
            await #expect(throws: ServiceError.self) {
                try await houses("registry_id,street\nn1,ул. Новая\n", into: test)
            }
        }
    }

    @Test func contractsLandOnTheirOwnHouse() async throws {
        try await TestTown.with { test in
            _ = try await houses("registry_id,street,house\nn1,ул. Кедровая,5\nn2,ул. Кедровая,5Г\n", into: test)
            let report = try await contracts(
                """
                organisation,service,street,house,from
                uk-volga,house_upkeep,ул. Кедровая,5,2026-01-01
                tos,house_upkeep,ул. Кедровая,5 Г,2026-01-01

                """,
                into: test
            )
            #expect(report.problems.isEmpty)
            let held = try await test.pool.query(
                """
                SELECT h.number || ' ' || o.code FROM service_contracts JOIN houses AS h USING (house_id)
                JOIN organisations AS o USING (organisation_id) WHERE h.street = 'ул. Кедровая' ORDER BY 1
                """
            ).map { try $0.decode(String.self) }
            #expect(held == ["5 uk-volga", "5Г tos"])
        }
    }

    @Test(
        arguments: [
            (
                "\"пер. Волжская, 1\"",
                "«пер. Волжская, 1» is not exactly the address of a house of the town, such as «ул. Волжская, 1»"
            ),
            ("\"ул. Волжская, 1-3\"", "«ул. Волжская, 1-3» can be several houses, or a flat; a row is for one house"),
            ("\"ул. Волжская, 1; 2\"", "«ул. Волжская, 1; 2» can be several houses, or a flat; a row is for one house"),
            ("\"ул. Волжская, 99\"", "«ул. Волжская, 99» is not a house of the town"), ("\"ул. Волжская, д. 1\"", nil),
        ] as [(String, String?)]
    )
    func contractsTakeOneColumnOfAddresses(address: String, problem: String?) async throws {
        try await TestTown.with { test in
            let report = try await contracts(
                "organisation,service,address,from\ntos,light,\(address),2026-01-01\n",
                into: test
            )
            #expect(report.problems.map(\.message) == [problem].compactMap(\.self))
        }
    }

    @Test func aHouseWhoseAddressIsNotUnderstoodIsRefusedWithTheWords() async throws {
        try await TestTown.with { test in
            let report = try await houses(
                """
                registry_id,settlement,address
                n1,,"ул. Новая, 5, Рыбинск"
                n2,,"ул. Новая, 5 / Ленина, 10"
                n3,,"ул. Новая, 5, 2"
                n4,д. Гора,"д. Ивановка, ул. Новая, 5"
                n5,,"Волжская, 5"

                """,
                into: test
            )
            #expect(report.problems.map(\.row) == [2, 3, 4, 5, 6])
            #expect(report.problems.allSatisfy { $0.column == "address" })
            let messages = report.problems.map(\.message)
            #expect(messages[0].contains("is not understood: «Рыбинск»"))
            #expect(messages[1].contains("is a corner of two streets"))
            #expect(messages[2].contains("can be read in several ways: «5, 2»"))
            #expect(messages[3].contains("is in «д. Ивановка», and the row is in another settlement"))
            #expect(messages[4].contains("whether «Волжская» is a street or a village"))
            #expect(try await test.count("houses") == 3)
        }
    }

    @Test func aVillageThatTheRegisterHasNeedsNoMark() async throws {
        try await TestTown.with { test in
            _ = try await houses("registry_id,address\nn1,\"д. Чебаково, ул. Лесная, 1\"\n", into: test)
            let text = "registry_id,address\nn2,\"Чебаково, ул. Лесная, 5\"\nn3,\"ул. Лесная, 7, Чебаково\"\n"
            let report = try await houses(text, into: test)
            #expect(report.inserted == 2)
            #expect(try await test.count("houses WHERE settlement = 'д. Чебаково' AND street = 'ул. Лесная'") == 3)
            #expect(try await houses(text, into: test).unchanged == 2)
        }
    }

    @Test func flatsOfAHouseAreOneHouse() async throws {
        let text = """
            registry_id,address
            n1,"ул. Новая, д. 5, кв. 12"
            n2,"ул. Новая, д. 5, кв. 13"
            n3,"ул. Новая, д. 7, кв. 1"
            n4,"ул. Новая, 7"

            """
        try await TestTown.with { test in
            let report = try await houses(text, into: test)
            #expect((report.read, report.inserted, report.skipped, report.problems.count) == (4, 2, 2, 0))
            #expect(
                report.notes.map { "\($0.row) \($0.message)" } == [
                    "2 flat 12 is left out: the row stands for the house",
                    "3 flat 13 is left out: it is in the house of row 2",
                    "4 flat 1 is left out: it is in the house of row 5",
                ]
            )
            #expect(try await test.count("houses WHERE registry_id IN ('n1', 'n4')") == 2)
            let again = try await houses(text, into: test)
            #expect((again.inserted, again.updated, again.unchanged) == (0, 0, 2))
        }
    }

    @Test func housesThatShareAnAddressAreNoted() async throws {
        try await TestTown.with { test in
            let report = try await houses(
                """
                registry_id,street,house
                n1,ул. Новая,5
                n2,улица Новая,д. 5
                n3,ул. Новая,7
                n4,ул. Волжская,1

                """,
                into: test
            )
            #expect((report.inserted, report.problems.count) == (4, 0))
            #expect(
                report.notes.map { "\($0.row) \($0.message)" } == [
                    "3 has the same address as row 2, so it is found by its id only",
                    "5 has the same address as the house h1, so it is found by its id only",
                ]
            )
        }
    }

    static let village = "registry_id,settlement,street,house\nn1,д. Ивановка,ул. Волжская,1\n"

    @Test func columnsWithoutASettlementAreHousesOfTheTown() async throws {
        try await TestTown.with { test in
            _ = try await houses(Self.village, into: test)
            let report = try await contracts(
                """
                organisation,service,settlement,street,house,from
                tos,light,,ул. Волжская,1,2026-01-01
                tos,light,,ул. Волжская,2,2026-01-01
                tos,light,д. Ивановка,ул. Волжская,1,2026-01-01

                """,
                into: test
            )
            #expect(report.problems.isEmpty)
            let held = try await test.pool.query(
                """
                SELECT h.registry_id FROM service_contracts JOIN houses AS h USING (house_id)
                JOIN services AS s USING (service_id) WHERE s.code = 'light' ORDER BY 1
                """
            ).map { try $0.decode(String.self) }
            #expect(held == ["h1", "h2", "n1"])
        }
    }

    @Test func aContractWithoutAPlaceIsNotMadeOfAMistypedColumn() async throws {
        try await TestTown.with { test in
            let mistyped = try await contracts(
                "organisation,service,adress,from\ntos,light,\"ул. Волжская, 1\",2026-01-01\n",
                into: test
            )
            #expect(mistyped.problems.map(\.row) == [2])
            #expect(mistyped.problems.first?.message.contains("has no place, and «adress» is not read") == true)
            let whole = try await contracts("organisation,service,from\ntos,light,2026-01-01\n", into: test)
            #expect(whole.problems.isEmpty)
            #expect(whole.notes.map(\.message) == ["the contract covers the whole town"])
        }
    }

    @Test func anAddressOfSeveralHousesIsRefusedWithTheirNames() async throws {
        try await TestTown.with { test in
            _ = try await houses(Self.village, into: test)
            let report = try await contracts(
                """
                organisation,service,settlement,address,from
                tos,light,,"ул. Волжская, 1",2026-01-01
                tos,light,,"ул. Волжская, 1",2026-01-01
                tos,light,д. Ивановка,"ул. Волжская, 1",2026-01-01
                tos,light,д. Гора,"д. Ивановка, ул. Волжская, 1",2026-01-01
                tos,light,д. Ивановка,"ул. Волжская, 1, кв. 2",2026-01-01

                """,
                into: test
            )
            let unclear =
                "«ул. Волжская, 1» can be the address of 2 houses: «ул. Волжская, 1», «д. Ивановка, ул. Волжская, 1»"
            #expect(
                report.problems.map { "\($0.row) \($0.message)" } == [
                    "2 \(unclear)", "3 \(unclear)",
                    "5 «д. Гора» is not the settlement of «д. Ивановка, ул. Волжская, 1»",
                    "6 the same contract occurs twice",
                ]
            )
        }
    }
}
