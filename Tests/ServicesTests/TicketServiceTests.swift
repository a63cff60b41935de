import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

@Suite struct TicketServiceTests {
    @Test func aTicketIsWorkedFromQueueToDone() async throws {
        try await TestTown.with { test in
            let receipt = try await test.submitFormally("Холодно", house: 1, category: "heating.none")
            try await test.routeAll()
            let id = try await test.ticket(of: receipt)
            let tickets = TicketService(town: test.town)
            #expect(try await tickets.accept(id, by: TestTown.anna).assignee == "anna")
            #expect(try await tickets.start(id, by: TestTown.anna).state == .inProgress)
            let paused = try await tickets.pause(
                id,
                ground: "ждём запчасть",
                expectedEnd: Date().addingTimeInterval(3_600),
                by: TestTown.anna
            )
            #expect(paused.state == .paused)
            #expect(try await tickets.resume(id, by: TestTown.denis).state == .inProgress)
            _ = try await tickets.comment(id, text: "слесарь на месте", by: TestTown.denis)
            let done = try await tickets.done(id, note: "заменили кран", by: TestTown.anna)
            #expect(done.state == .done)
            #expect(done.doneAt != nil)
            let detail = try await QueueService(town: test.town).ticket(id, by: TestTown.anna)
            #expect(
                detail.events.map(\.kind) == [
                    "queued", "accepted", "in_progress", "paused", "resumed", "comment", "done",
                ]
            )
            #expect(detail.clocks.first { $0.policy == "category_limit" }?.stoppedAt != nil)
            let answer = try #require(detail.clocks.first { $0.policy == "answer_59fz" })
            #expect(answer.stoppedAt == nil)
            let appeal = try await AppealService(town: test.town).staffView(
                try test.author(of: receipt).number,
                by: TestTown.coordinator
            )
            #expect(appeal.state == .inProgress)
        }
    }

    @Test func stepsOutOfOrderAreRefused() async throws {
        try await TestTown.with { test in
            let receipt = try await test.submit("Холодно", house: 1, category: "heating.none")
            try await test.routeAll()
            let id = try await test.ticket(of: receipt)
            let tickets = TicketService(town: test.town)
            await #expect(throws: ServiceError.conflict("the ticket is queued")) {
                try await tickets.start(id, by: TestTown.anna)
            }
            await #expect(throws: ServiceError.conflict("the ticket is queued")) {
                try await tickets.done(id, note: "готово", by: TestTown.anna)
            }
            _ = try await tickets.accept(id, by: TestTown.anna)
            await #expect(throws: ServiceError.conflict("the ticket is accepted")) {
                try await tickets.accept(id, by: TestTown.denis)
            }
            _ = try await tickets.start(id, by: TestTown.anna)
            await #expect(throws: ServiceError.conflict("the ticket is in_progress")) {
                try await tickets.giveBack(id, reason: "не наш", to: nil, by: TestTown.anna)
            }
            await #expect(throws: ServiceError.invalid("expected_end", "must be in the future")) {
                try await tickets.pause(
                    id,
                    ground: "обед",
                    expectedEnd: Date().addingTimeInterval(-1),
                    by: TestTown.anna
                )
            }
        }
    }

    @Test func anotherOrganisationCanNeitherSeeNorChangeATicket() async throws {
        try await TestTown.with { test in
            let receipt = try await test.submit("Холодно", house: 1, category: "heating.none")
            try await test.routeAll()
            let id = try await test.ticket(of: receipt)
            let number = try test.author(of: receipt).number
            let queues = QueueService(town: test.town)
            await #expect(throws: ServiceError.forbidden("this is another organisation's queue")) {
                try await queues.list("teploset", TicketFilter(), after: nil, limit: 10, by: TestTown.boris)
            }
            await #expect(throws: ServiceError.forbidden("this is another organisation's queue")) {
                try await queues.claimNext(in: "teploset", by: TestTown.boris)
            }
            await #expect(throws: ServiceError.notFound("ticket")) { try await queues.ticket(id, by: TestTown.boris) }
            await #expect(throws: ServiceError.notFound("ticket")) {
                try await TicketService(town: test.town).accept(id, by: TestTown.boris)
            }
            await #expect(throws: ServiceError.notFound("appeal")) {
                try await AppealService(town: test.town).staffView(number, by: TestTown.boris)
            }
            #expect(
                try await AppealService(town: test.town).staffView(number, by: TestTown.anna).content.text == "Холодно"
            )
            await #expect(throws: ServiceError.forbidden("this is another organisation's queue")) {
                _ = try await test.live.events(of: "teploset", in: test.town, after: nil, by: TestTown.boris)
            }
        }
    }

    @Test func twentyClaimersGetTwentyTickets() async throws {
        try await TestTown.with { test in
            for index in 0..<20 { _ = try await test.submit("Холодно \(index)", house: 1, category: "heating.none") }
            try await test.routeAll()
            let queues = QueueService(town: test.town)
            let claimed = try await withThrowingTaskGroup(of: Int64?.self) { group in
                for index in 0..<20 {
                    group.addTask {
                        try await queues.claimNext(
                            in: "teploset",
                            by: index.isMultiple(of: 2) ? TestTown.anna : TestTown.denis
                        )?.ticketID
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(claimed.compactMap { $0 }).count == 20)
            #expect(try await queues.claimNext(in: "teploset", by: TestTown.anna) == nil)
        }
    }

    @Test func theMostUrgentTicketComesFirstAndALeaseExcludesOthers() async throws {
        try await TestTown.with { test in
            let water = try await test.submit("Нет воды", house: 1, category: "water.none")
            try await test.routeAll()
            let id = try await test.ticket(of: water)
            let queues = QueueService(town: test.town)
            let tickets = TicketService(town: test.town)
            let held = try await queues.claimNext(in: "vodokanal", by: TestTown.boris)
            #expect(held?.ticketID == id.rawValue)
            #expect(held?.leasedBy == "boris")
            // A coordinator cannot take a ticket that a dispatcher holds, until the lease is released.
            await #expect(throws: ServiceError.self) { try await tickets.accept(id, by: TestTown.coordinator) }
            #expect(try await tickets.release(id, by: TestTown.boris).leasedBy == nil)
            #expect(try await tickets.accept(id, by: TestTown.coordinator).state == .accepted)
        }
    }

    @Test func aLeaseExpiresByItself() async throws {
        let clock = MovableClock()
        try await TestTown.with(clock: { clock.now }) { test in
            _ = try await test.submit("Холодно", house: 1, category: "heating.none")
            try await test.routeAll()
            let queues = QueueService(town: test.town)
            let first = try #require(try await queues.claimNext(in: "teploset", by: TestTown.anna))
            #expect(try await queues.claimNext(in: "teploset", by: TestTown.denis) == nil)
            clock.advance(by: QueueService.leaseSeconds + 1)
            let second = try #require(try await queues.claimNext(in: "teploset", by: TestTown.denis))
            #expect(second.ticketID == first.ticketID)
            #expect(second.leasedBy == "denis")
        }
    }

    @Test func aReturnedTicketGoesToTheNamedOrganisationOrToTriage() async throws {
        try await TestTown.with { test in
            let tickets = TicketService(town: test.town)
            let appeals = AppealService(town: test.town)
            let first = try await test.submit("Холодно", house: 1, category: "heating.none")
            let second = try await test.submit("Холодно у соседа", house: 1, category: "heating.none")
            try await test.routeAll()
            let number = try test.author(of: first).number
            await #expect(throws: ServiceError.invalid("organisation", "is the one that returns the ticket")) {
                try await tickets.giveBack(
                    try await test.ticket(of: first),
                    reason: "не наш",
                    to: "teploset",
                    by: TestTown.anna
                )
            }
            let returned = try await tickets.giveBack(
                try await test.ticket(of: first),
                reason: "внутридомовая разводка",
                to: "uk-volga",
                by: TestTown.anna
            )
            #expect(returned.state == .returned)
            let appeal = try await appeals.staffView(number, by: TestTown.coordinator)
            #expect(appeal.state == .routed || appeal.state == .triage)
            #expect(appeal.tickets?.map(\.organisation) == ["teploset", "uk-volga"])
            #expect(appeal.decision?.reason.code == .returned)

            _ = try await tickets.giveBack(
                try await test.ticket(of: second),
                reason: "не наш",
                to: nil,
                by: TestTown.anna
            )
            let other = try await appeals.staffView(try test.author(of: second).number, by: TestTown.coordinator)
            #expect(other.state == .triage)
            #expect(other.organisation == nil)
        }
    }
}
