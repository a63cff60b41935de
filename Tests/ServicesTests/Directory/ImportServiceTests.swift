import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

@Suite struct ImportServiceTests {
    @Test func theSameFileAgainChangesNothingAndAChangedOneUpdates() async throws {
        let text = "code,name,sector,parent\nnew,Новая,state,\nchild,Дочерняя,public,new\n"
        try await TestTown.with { test in
            let service = ImportService(town: test.town, by: .console)
            let first = try await file(text) {
                try await service.importOrganisations(from: $0, options: ImportOptions())
            }
            #expect((first.read, first.inserted, first.problems.count) == (2, 2, 0))
            let again = try await file(text) {
                try await service.importOrganisations(from: $0, options: ImportOptions())
            }
            #expect((again.inserted, again.updated, again.unchanged) == (0, 0, 2))
            let changed = try await file(text.replacing("Новая", with: "Иная")) {
                try await service.importOrganisations(from: $0, options: ImportOptions())
            }
            #expect((changed.inserted, changed.updated, changed.unchanged) == (0, 1, 1))
            let all = try await OrganisationService(town: test.town).all()
            #expect(all.first { $0.code == "child" }?.parent == "new")
            #expect(try await test.count("queue_heads") == 6)
        }
    }

    @Test func organisationsThatAreTheirOwnAncestorsAreRefused() async throws {
        let text = "code,name,sector,parent\na,А,state,c\nb,Б,state,a\nc,В,state,b\nd,Г,state,a\n"
        try await TestTown.with { test in
            await #expect(throws: ServiceError.invalid("parent", "makes organisations their own ancestors: a, b, c")) {
                try await file(text) {
                    try await ImportService(town: test.town, by: .console).importOrganisations(
                        from: $0,
                        options: ImportOptions()
                    )
                }
            }
            let count = try await test.count("organisations")
            #expect(count == 4)
        }
    }

    @Test func contactsThatReachNobodyAreProblemsOfTheirRows() async throws {
        let text = """
            code,name,sector,phone,email
            a,А,state,"тел. 8 (48533) 2-00-00, 112",a@example.org
            b,Б,state,не знаю,b@example.org
            c,В,state,8 (48533) 2-00-01,c@example
            d,Г,state,½½½,"Г <d@example.org>"
            e,Д,state,,e@пример.рф
            """
        try await TestTown.with { test in
            let service = ImportService(town: test.town, by: .console)
            let before = try await test.count("organisations")
            let report = try await file(text) {
                try await service.importOrganisations(from: $0, options: ImportOptions())
            }
            #expect(report.problems.map(\.row) == [3, 4, 5, 5])
            #expect(report.problems.map(\.column) == ["phone", "email", "phone", "email"])
            #expect(report.problems.first?.message.hasPrefix("«не знаю» is not a telephone number") == true)
            #expect(try await test.count("organisations") == before)
            let skipped = try await file(text) {
                try await service.importOrganisations(from: $0, options: ImportOptions(skipBad: true))
            }
            #expect((skipped.read, skipped.inserted, skipped.skipped) == (5, 2, 3))
        }
    }

    @Test func everyProblemHasItsRowAndNothingIsStored() async throws {
        let text = """
            registry_id,street,house,lat,lon,floors
            a,ул. Новая,1,57.8,39.5,5
            b,,2,57.8,39.5,5
            c,ул. Новая,3,957,39.5,5
            a,ул. Новая,4,57.8,39.5,many
            e,ул. Новая
            """
        try await TestTown.with { test in
            let service = ImportService(town: test.town, by: .console)
            let report = try await file(text) { try await service.importHouses(from: $0, options: ImportOptions()) }
            #expect(Set(report.problems.map(\.row)) == [3, 4, 5, 6])
            #expect(report.problems.contains { $0.row == 3 && $0.column == "street" })
            #expect(report.problems.contains { $0.row == 5 && $0.column == "floors" })
            #expect(try await test.count("houses") == 3)
            let skipped = try await file(text) {
                try await service.importHouses(from: $0, options: ImportOptions(skipBad: true))
            }
            #expect((skipped.read, skipped.inserted, skipped.skipped) == (5, 1, 4))
            #expect(try await test.count("houses") == 4)
        }
    }

    @Test func managementCompaniesBecomeOrganisationsWithContracts() async throws {
        let text = #"""
            house_id,street,house,management_company
            1,ул. Новая,1,"ООО ""Уют"""
            2,ул. Новая,2,"ООО ""Уют"""
            3,ул. Новая,3,ООО «Уют»
            """#
        try await TestTown.with { test in
            let service = ImportService(town: test.town, by: .console)
            let from = try #require(Day(parsing: "2024-03-01"))
            for _ in 0..<2 {
                _ = try await file(text) {
                    try await service.importHouses(from: $0, options: ImportOptions(), contractsFrom: from)
                }
            }
            let made = try await OrganisationService(town: test.town).all().filter { $0.kind == "management company" }
            #expect(made.map(\.code) == ["ooo-uyut", "ooo-uyut-2"])
            let contracts = try await ContractService(town: test.town).list(
                organisation: "ooo-uyut",
                service: "house_upkeep",
                house: nil,
                after: nil,
                limit: 10,
                by: TestTown.coordinator
            )
            #expect(contracts.items.map(\.validFrom) == [from, from])
        }
    }

    @Test func rowsOfContractsReferToOrganisationsHousesAndAreas() async throws {
        let text = """
            organisation,service,street,house,area,from,to
            teploset,hot_water,,,,2024-01-01,
            УК «Волга»,lift,улица Волжская,2,,2024-01-01,2024-12-31
            nobody,lift,,,,2024-01-01,
            tos,lift,ул. Волжская,99,,2024-01-01,
            tos,lift,,,Луна,2024-01-01,
            tos,lift,,,,2024-02-30,
            tos,lift,,,,2024-02-01,2024-01-01
            """
        try await TestTown.with { test in
            let service = ImportService(town: test.town, by: .console)
            let report = try await file(text) {
                try await service.importContracts(from: $0, options: ImportOptions(skipBad: true))
            }
            #expect(report.inserted == 2)
            #expect(report.problems.map(\.row) == [4, 5, 6, 7, 8])
            #expect(report.problems.map(\.column) == ["organisation", "house", "area", "from", "to"])
        }
    }

    @Test func aFileWithoutTheRequiredColumnsIsRefused() async throws {
        try await TestTown.with { test in
            let service = ImportService(town: test.town, by: .console)
            let error = await #expect(throws: ServiceError.self) {
                try await file("a,b\n1,2\n") { try await service.importCategories(from: $0, options: ImportOptions()) }
            }
            guard case .invalid(let problems)? = error else {
                Issue.record("not reported as invalid")
                return
            }
            #expect(problems.first?.message.contains("has no column group, group_ru") == true)
            await #expect(throws: ServiceError.self) {
                try await service.importHouses(from: "/nowhere.csv", options: ImportOptions())
            }
        }
    }

    @Test func importedCategoriesCreateTheirGroupsAndServices() async throws {
        let text = """
            group,group_ru,group_en,code,name_ru,name_en,service,emergency,limit_hours,keywords
            trees,Деревья,Trees,trees.fallen,Упало дерево,Fallen tree,greenery,true,24,упал дерев|сломал ветк
            trees,Деревья,Trees,Trees.Bad,Плохой код,Bad code,greenery,maybe,0,
            """
        try await TestTown.with { test in
            let service = ImportService(town: test.town, by: .console)
            let report = try await file(text) {
                try await service.importCategories(from: $0, options: ImportOptions(skipBad: true))
            }
            #expect(report.inserted == 1)
            #expect(Set(report.problems.compactMap(\.column)) == ["code", "emergency", "limit_hours"])
            let group = try await CategoryService(town: test.town).all().first { $0.code == "trees" }
            #expect(group?.categories.first?.keywords == ["упал дерев", "сломал ветк"])
            #expect(group?.categories.first?.limitHours == 24)
        }
    }
}
