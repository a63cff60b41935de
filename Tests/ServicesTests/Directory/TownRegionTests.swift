import Foundation
import Services
import Testing
import TownSupport

/// The region of a town, which is set by an administrator and compared wherever addresses are read.
@Suite struct TownRegionTests {
    static let elsewhere = "Костромская область, ул. Волжская, 2"

    /// The town as a later command sees it.
    func town(_ test: TestTown) async throws -> Town {
        try await Towns(database: test.database).select(code: "test")
    }

    @Test func aChangeIsSeenWithTheNextAddress() async throws {
        try await TestTown.with { test in
            let towns = Towns(database: test.database)
            let service = HouseService(town: test.town)
            #expect(try await service.find(Self.elsewhere).house?.houseID == 2)
            #expect(try await service.search(Self.elsewhere, after: nil, limit: 10).items.map(\.houseID) == [2])

            try await towns.set(region: "Ярославская обл.", of: test.town, by: .console)
            #expect(try await town(test).municipality.region == "Ярославская область")
            let finding = try await service.find(Self.elsewhere)
            #expect(finding.isElsewhere)
            #expect(finding.house == nil)
            #expect(try await service.search(Self.elsewhere, after: nil, limit: 10).items.isEmpty)
            #expect(try await service.find("Ярославская область, ул. Волжская, 2").house?.houseID == 2)

            try await towns.set(region: nil, of: test.town, by: .console)
            #expect(try await town(test).municipality.region == nil)
            #expect(try await service.find(Self.elsewhere).house?.houseID == 2)
        }
    }

    @Test(arguments: ["Тестовская область", "Тест", "Алтай", ""])
    func whatIsNoRegionIsRefused(name: String) async throws {
        try await TestTown.with { test in
            let refusal = ServiceError.invalid(
                "region",
                "«\(name)» is not a region of Russia such as «Ярославская область» or «Республика Татарстан»"
            )
            let towns = Towns(database: test.database)
            await #expect(throws: refusal) { try await towns.set(region: name, of: test.town, by: .console) }
            await #expect(throws: refusal) {
                try await towns.create(
                    name: "Новый",
                    code: nil,
                    timeZone: "Europe/Moscow",
                    region: name,
                    by: .console
                )
            }
            let all = try await towns.all()
            #expect(all.count == 1)
        }
    }

    @Test func onlyWhoOperatesTheServerSetsIt() async throws {
        try await TestTown.with { test in
            await #expect(throws: ServiceError.self) {
                try await Towns(database: test.database).set(
                    region: "Ярославская область",
                    of: test.town,
                    by: TestTown.coordinator
                )
            }
            let unchanged = try await town(test)
            #expect(unchanged.municipality.region == nil)
        }
    }

    @Test func aTownIsCreatedWithItsRegion() async throws {
        try await TestTown.with { test in
            let record = try await Towns(database: test.database).create(
                name: "Казань",
                code: nil,
                timeZone: "Europe/Moscow",
                region: "респ. Татарстан",
                by: .console
            )
            #expect(record.region == "Республика Татарстан")
        }
    }

    @Test func importsReportRowsOfAnotherRegion() async throws {
        try await TestTown.with { test in
            try await Towns(database: test.database).set(region: "Ярославская область", of: test.town, by: .console)
            let service = ImportService(town: try await town(test), by: .console)
            func houses(_ text: String) async throws -> [RowProblem] {
                try await file(text) {
                    try await service.importHouses(from: $0, options: ImportOptions()).problems
                }
            }
            #expect(
                try await houses("registry_id,address\nn1,\"Костромская обл, ул. Новая, 5\"\n")
                    == [
                        RowProblem(
                            row: 2,
                            column: "address",
                            message: "«Костромская обл, ул. Новая, 5» is in another region than the town"
                        )
                    ]
            )
            #expect(
                try await houses("registry_id,settlement,street,house\nn1,\"Костромская обл, с. Гора\",ул. Новая,5\n")
                    == [RowProblem(row: 2, column: "settlement", message: "is in another region than the town")]
            )
            #expect(try await houses("registry_id,address\nn1,\"Ярославская обл, ул. Новая, 5\"\n") == [])
            let contracts = try await file(
                "organisation,service,address,from\ntos,light,\"\(Self.elsewhere)\",2026-01-01\n"
            ) { try await service.importContracts(from: $0, options: ImportOptions()) }
            #expect(contracts.problems.map(\.message) == ["«\(Self.elsewhere)» is in another region than the town"])
        }
    }
}
