import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

@Suite struct ProjectServiceTests {
    func draft() -> ProjectDraft {
        var draft = ProjectDraft()
        draft.code = "skver"
        draft.title = "Сквер"
        draft.lead = "tos"
        draft.startsOn = Day(parsing: "2026-05-01")
        draft.endsOn = Day(parsing: "2027-05-01")
        return draft
    }

    func milestone(_ title: String, weight: Int16, progress: Int16) -> MilestoneDraft {
        var draft = MilestoneDraft()
        draft.title = title
        draft.dueOn = Day(parsing: "2026-09-01")
        draft.weight = weight
        draft.progress = progress
        return draft
    }

    @Test func progressIsTheMeanOfTheMilestonesByTheirWeights() async throws {
        try await TestTown.with { test in
            let projects = ProjectService(town: test.town)
            #expect(try await projects.create(draft(), by: TestTown.coordinator).progress == 0)
            _ = try await projects.addMilestone(
                to: "skver",
                milestone("Проект", weight: 1, progress: 100),
                by: TestTown.coordinator
            )
            let two = try await projects.addMilestone(
                to: "skver",
                milestone("Посадки", weight: 3, progress: 20),
                by: TestTown.coordinator
            )
            #expect(two.progress == 40)
            #expect(two.milestones.map { $0.doneOn != nil } == [true, false])
            var change = MilestoneDraft()
            change.progress = 100
            let planting = try #require(two.milestones.last).milestoneID
            let done = try await projects.updateMilestone(planting, of: "skver", change, by: TestTown.coordinator)
            #expect(done.progress == 100)
            change.progress = 101
            let wrong = change
            await #expect(throws: ServiceError.invalid("progress", "is 0 to 100")) {
                try await projects.updateMilestone(planting, of: "skver", wrong, by: TestTown.coordinator)
            }
            await #expect(throws: ServiceError.conflict("there is a project with the code skver")) {
                try await projects.create(draft(), by: TestTown.coordinator)
            }
            await #expect(throws: ServiceError.self) { try await projects.create(draft(), by: TestTown.anna) }
        }
    }

    @Test func partnersAndAppealsAreLinked() async throws {
        try await TestTown.with { test in
            let projects = ProjectService(town: test.town)
            _ = try await projects.create(draft(), by: TestTown.administrator)
            try await projects.addPartner("teploset", role: "сети", to: "skver", by: TestTown.administrator)
            try await projects.addPartner("teploset", role: "подрядчик", to: "skver", by: TestTown.administrator)
            let receipt = try await test.submit("Нужен сквер", house: 1)
            let number = try test.author(of: receipt).number
            try await projects.link(number, to: "skver", by: TestTown.coordinator)
            try await projects.link(number, to: "skver", by: TestTown.coordinator)
            let project = try await projects.project("skver")
            #expect(project.appeals == 1)
            #expect(project.partners.map(\.role) == ["подрядчик"])
            try await projects.unlink(number, from: "skver", by: TestTown.coordinator)
            await #expect(throws: ServiceError.notFound("appeal linked to the project")) {
                try await projects.unlink(number, from: "skver", by: TestTown.coordinator)
            }
        }
    }
}
