import Foundation
import Locking
import Municipality
import Postgres
import Services
import Testing
import TownSupport

@Suite struct SimilarAppealTests {
    /// Numbers of the appeals proposed for another one at the same time.
    func proposed(
        _ test: TestTown,
        _ text: String,
        configure: (inout AppealSubmission) -> Void
    ) async throws -> [String] {
        var submission = AppealSubmission(text: text)
        configure(&submission)
        return try await SimilarAppealService(town: test.town).before(submission).items.map(\.number)
    }

    @Test func theNeighboursComplaintIsProposedBeforeSubmitting() async throws {
        try await TestTown.with { test in
            let first = try await test.submit("Протекает крыша над третьим подъездом", house: 1, category: "house.roof")
            _ = try await test.submit("Протекает крыша", house: 2, category: "house.roof")
            try await test.routeAll()
            let again = "Крыша протекает, заливает третий подъезд"
            #expect(try await proposed(test, again) { $0.houseID = 1 } == [first.number])
            // House and category are recognised from the address and the words.
            #expect(try await proposed(test, again) { $0.address = "ул. Волжская, 1" } == [first.number])
            // Another house, another category, other words, no place.
            #expect(try await proposed(test, again) { $0.houseID = 3 } == [])
            #expect(
                try await proposed(test, again) {
                    $0.houseID = 1
                    $0.category = "water.none"
                } == []
            )
            let other = "Слуховое окно разбито, голуби на чердаке"
            #expect(
                try await proposed(test, other) {
                    $0.houseID = 1
                    $0.category = "house.roof"
                } == []
            )
            #expect(try await proposed(test, again) { _ in } == [])
            #expect(try await test.count("appeals") == 2)
        }
    }

    @Test func emergenciesOfOneHouseAreSimilarWhateverTheWords() async throws {
        try await TestTown.with { test in
            let first = try await test.submit("Холодно", house: 1, category: "heating.none")
            let found = try await proposed(test, "Батареи ледяные, замерзаем") {
                $0.houseID = 1
                $0.category = "heating.none"
            }
            #expect(found == [first.number])
        }
    }

    @Test func pointsWithoutAHouseAreComparedByDistance() async throws {
        try await TestTown.with { test in
            let pit = try await test.submit("Яма на дороге у моста", category: "yard.rubbish") {
                $0.location = .init(latitude: 57.9, longitude: 39.7)
            }
            try await test.routeAll()
            func found(_ latitude: Double) async throws -> [String] {
                try await proposed(test, "Огромная яма на дороге") {
                    $0.location = .init(latitude: latitude, longitude: 39.7)
                    $0.category = "yard.rubbish"
                }
            }
            #expect(try await found(57.9005) == [pit.number])
            #expect(try await found(57.902) == [])
        }
    }

    @Test func oldAndFinishedAppealsAreNotProposed() async throws {
        let now = Locked(Date())
        try await TestTown.with(clock: { now.withLock { $0 } }) { test in
            let first = try await test.submit("Протекает крыша", house: 1, category: "house.roof")
            func found() async throws -> [String] {
                try await proposed(test, "Протекает крыша") {
                    $0.houseID = 1
                    $0.category = "house.roof"
                }
            }
            #expect(try await found() == [first.number])
            now.withLock { $0 += 15 * 86_400 }
            #expect(try await found() == [])
            let second = try await test.submit("Протекает крыша", house: 1, category: "house.roof")
            #expect(try await found() == [second.number])
            let author = try test.author(of: second)
            _ = try await AppealCasework(town: test.town).withdraw(author.number, code: author.code)
            #expect(try await found() == [])
        }
    }

    @Test func routingStoresDuplicatesWithTheDecision() async throws {
        try await TestTown.with { test in
            let first = try await test.submit("Протекает крыша у лифта", house: 1, category: "house.roof")
            let second = try await test.submit("Над лифтом протекает крыша", house: 1, category: "house.roof")
            let third = try await test.submit("Помогите, над лифтом протекает крыша, заливает шахту", house: 1)
            try await test.routeAll()
            let appeals = AppealService(town: test.town)
            let author = try test.author(of: second)
            let decision = try await appeals.authorView(author.number, code: author.code).decision
            #expect(decision?.duplicates.map(\.number) == [first.number])
            #expect(decision?.explanation.ru.contains("Возможно, о том же: \(first.number)") == true)
            #expect(decision?.explanation.en.contains("Perhaps about the same: \(first.number)") == true)
            let last = try test.author(of: third)
            let view = try await appeals.authorView(last.number, code: last.code)
            #expect(Set(view.decision?.duplicates.map(\.number) ?? []) == [first.number, second.number])
            // Queried now, the first one sees the later ones.
            let similar = try await SimilarAppealService(town: test.town)
                .similar(to: try test.author(of: first).number, by: TestTown.coordinator)
            #expect(Set(similar.items.map(\.number)) == [second.number, third.number])
        }
    }

    @Test func anInvalidSubmissionIsRefusedBeforeTheSearch() async throws {
        try await TestTown.with { test in
            await #expect(throws: ServiceError.self) { try await proposed(test, "") { $0.houseID = 1 } }
            await #expect(throws: ServiceError.invalid("house_id", "does not exist in the town")) {
                try await proposed(test, "Холодно") { $0.houseID = 99 }
            }
            await #expect(throws: ServiceError.invalid("category", "does not exist in the town")) {
                try await proposed(test, "Холодно") { $0.category = "none.such" }
            }
        }
    }
}
