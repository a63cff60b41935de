import Foundation
import Municipality
import Postgres
import Services
import Store
import TestSupport
import Testing
import TownSupport

@Suite struct DirectoryTests {
    func organisation(_ fill: (inout OrganisationDraft) -> Void = { _ in }) -> OrganisationDraft {
        var draft = OrganisationDraft()
        fill(&draft)
        return draft
    }

    @Test func organisationsAreCreatedAndChanged() async throws {
        try await TestTown.with { test in
            let service = OrganisationService(town: test.town)
            let made = try await service.create(
                organisation { ($0.name, $0.sector, $0.parent) = ("Горсвет", .business, "tos") },
                by: TestTown.administrator
            )
            #expect(made.code == "gorsvet")
            let changed = try await service.update(
                "gorsvet",
                organisation { $0.active = false },
                by: TestTown.administrator
            )
            #expect(changed.parent == "tos")
            #expect(!changed.active)
            await #expect(throws: ServiceError.conflict("there is an organisation with the code gorsvet")) {
                try await service.create(
                    organisation { ($0.name, $0.sector) = ("Горсвет", .state) },
                    by: TestTown.administrator
                )
            }
            await #expect(throws: ServiceError.invalid("parent", "does not exist in the town")) {
                try await service.update("tos", organisation { $0.parent = "x" }, by: TestTown.administrator)
            }
            await #expect(throws: ServiceError.invalid("parent", "is below the organisation itself")) {
                try await service.update("tos", organisation { $0.parent = "gorsvet" }, by: TestTown.administrator)
            }
            await #expect(throws: ServiceError.invalid("parent", "is the organisation itself")) {
                try await service.update("tos", organisation { $0.parent = "tos" }, by: TestTown.administrator)
            }
            await #expect(
                throws: ServiceError.forbidden(
                    "this needs the permission manage_directory, held by: administrator"
                )
            ) {
                try await service.update("tos", organisation(), by: TestTown.coordinator)
            }
        }
    }

    @Test func contractsBeginAndEnd() async throws {
        try await TestTown.with { test in
            let service = ContractService(town: test.town)
            func draft(
                _ organisation: String,
                _ service: String,
                house: Int64? = nil,
                area: String? = nil
            ) throws -> ContractDraft {
                let start = try #require(Day(parsing: "2026-01-01"))
                var draft = ContractDraft(organisation: organisation, service: service, validFrom: start)
                (draft.houseID, draft.area) = (house, area)
                return draft
            }
            let made = try await service.create(
                try draft("tos", "light", house: 2),
                by: TestTown.administrator
            )
            #expect(made.address == "ул. Волжская, 2")
            await #expect(throws: ServiceError.conflict("there is such a contract with the same first day")) {
                try await service.create(
                    try draft("tos", "light", house: 2),
                    by: TestTown.administrator
                )
            }
            await #expect(throws: ServiceError.invalid("valid_to", "is before valid_from")) {
                try await service.end(made.contractID, on: Day(parsing: "2025-12-31"), by: TestTown.administrator)
            }
            await #expect(throws: ServiceError.invalid("service", "does not exist in the town")) {
                try await service.create(
                    try draft("tos", "ligth"),
                    by: TestTown.administrator
                )
            }
            let ended = try await service.end(
                made.contractID,
                on: Day(parsing: "2026-01-31"),
                by: TestTown.administrator
            )
            #expect(ended.validTo?.description == "2026-01-31")
            await #expect(throws: ServiceError.self) {
                try await service.create(
                    try draft("x", "light", house: 9, area: "Y"),
                    by: TestTown.administrator
                )
            }
        }
    }

    @Test func housesAreFoundInAnySpelling() async throws {
        try await TestTown.with { test in
            let service = HouseService(town: test.town)
            #expect(
                try await service.search("улица ВОЛЖСКАЯ, дом 2", after: nil, limit: 10).items.map(\.houseID) == [2]
            )
            var seen: [Int64] = []
            var after: String?
            repeat {
                let page = try await service.search(nil, after: after, limit: 2)
                seen += page.items.map(\.houseID)
                after = page.next
            } while after != nil
            #expect(seen == [1, 2, 3])
            await #expect(throws: ServiceError.notFound("house")) { try await service.house(99) }
        }
    }

    @Test func aTownIsSelectedByItsCodeOrAsTheOnlyOne() async throws {
        try await TestTown.with { test in
            let database = Database(url: test.conninfo, poolSize: 1, logger: .silent)
            let towns = Towns(database: database)
            #expect(try await towns.select(code: nil).id == test.town.id)
            let made = try await towns.create(name: "Новомичуринск", code: nil, timeZone: "Europe/Moscow", by: .console)
            #expect(made.code.rawValue == "novomichurinsk")
            await #expect(
                throws: ServiceError.invalid("town", "is required, because there are several: novomichurinsk, test")
            ) {
                _ = try await towns.select(code: nil)
            }
            #expect(try await towns.select(code: "test").id == test.town.id)
            await #expect(throws: ServiceError.invalid("time_zone", "is not a time zone such as Europe/Moscow")) {
                try await towns.create(name: "Луна", code: nil, timeZone: "Moon/Sea", by: .console)
            }
            await database.close()
        }
    }
}
