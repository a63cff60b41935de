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
            ("\"пер. Волжская, 1\"", "«пер. Волжская, 1» is not exactly the address of a house of the town"),
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
}
