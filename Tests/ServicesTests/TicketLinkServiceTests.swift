import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

/// Somebody without an account works one ticket by a signed link.
@Suite struct TicketLinkServiceTests {
    func routed(_ test: TestTown) async throws -> TicketID {
        let receipt = try await test.submit("Холодно", house: 1, category: "heating.none") {
            $0.contact = .init(name: "Иван", phone: "+7 900 123-45-67")
        }
        try await test.routeAll()
        return try await test.ticket(of: receipt)
    }

    func bearer(of ticket: TicketID, _ test: TestTown) async throws -> Actor {
        let tickets = TicketService(town: test.town)
        return .link(try tickets.link(of: try await tickets.issueLink(ticket, validHours: 1, by: TestTown.anna).token))
    }

    @Test func theBearerWorksTheTicketToItsEnd() async throws {
        try await TestTown.with { test in
            let ticket = try await routed(test)
            let bearer = try await bearer(of: ticket, test)
            let tickets = TicketService(town: test.town)
            #expect(try await tickets.accept(ticket, by: bearer).state == .accepted)
            _ = try await tickets.start(ticket, by: bearer)
            let done = try await tickets.done(ticket, note: "Тепло", by: bearer)
            #expect(done.state == .done)
            #expect(done.assignee == nil)
            let actors = try await test.pool.query(
                "SELECT DISTINCT actor_kind || ' ' || actor_id FROM ticket_events WHERE from_state IS NOT NULL"
            ).decode(String.self)
            #expect(actors == ["signed_link \(ticket.rawValue)/1"])
        }
    }

    @Test func theBearerSeesNeitherContactsNorLogins() async throws {
        try await TestTown.with { test in
            let ticket = try await routed(test)
            let bearer = try await bearer(of: ticket, test)
            _ = try await TicketService(town: test.town).accept(ticket, by: TestTown.anna)
            let seen = try await QueueService(town: test.town).ticket(ticket, by: bearer)
            #expect(seen.text == "Холодно")
            #expect(seen.contact?.phone?.contains("123") == false)
            #expect(seen.ticket.assignee == nil)
            #expect(seen.events.allSatisfy { $0.by == nil })
            let own = try await QueueService(town: test.town).ticket(ticket, by: TestTown.anna)
            #expect(own.contact?.phone == "+7 900 123-45-67")
            #expect(own.events.map(\.by) == [nil, "anna", "anna"])
        }
    }

    @Test func aLinkEndsWhenTheTicketIsCancelled() async throws {
        try await TestTown.with { test in
            let receipt = try await test.submit("Холодно", house: 1, category: "heating.none")
            try await test.routeAll()
            let ticket = try await test.ticket(of: receipt)
            let bearer = try await bearer(of: ticket, test)
            let author = try test.author(of: receipt)
            _ = try await AppealCasework(town: test.town).withdraw(author.number, code: author.code)
            let ended = ServiceError.forbidden("the ticket was cancelled, so the link has ended")
            await #expect(throws: ended) { try await QueueService(town: test.town).ticket(ticket, by: bearer) }
            await #expect(throws: ended) { try await TicketService(town: test.town).accept(ticket, by: bearer) }
        }
    }

    @Test func nothingIsKeptButThatItWasIssued() async throws {
        let clock = MovableClock()
        try await TestTown.with(clock: { clock.now }) { test in
            let ticket = try await routed(test)
            let tickets = TicketService(town: test.town)
            let issued = try await tickets.issueLink(ticket, validHours: nil, by: TestTown.gleb)
            let detail = try await QueueService(town: test.town).ticket(ticket, by: TestTown.anna)
            let event = try #require(detail.events.last)
            #expect(event.kind == "link_issued")
            #expect(event.by == "gleb")
            #expect(event.expiresAt == issued.expiresAt)
            #expect(issued.expiresAt.timeIntervalSince(clock.now) > 120 * 3_600 - 1)
            #expect(try await test.count("ticket_events WHERE ticket_events::text LIKE '%zl_%'") == 0)
            clock.advance(by: 120 * 3_600)
            #expect(throws: TicketLink.Refusal.expired) { try tickets.link(of: issued.token) }
        }
    }

    @Test func theLinkEndsWhenTheTicketIsReturned() async throws {
        try await TestTown.with { test in
            let ticket = try await routed(test)
            let bearer = try await bearer(of: ticket, test)
            let tickets = TicketService(town: test.town)
            let returned = try await tickets.giveBack(ticket, reason: "Не наш", to: "vodokanal", by: bearer)
            #expect(returned.state == .returned)
            let ended = ServiceError.forbidden(
                "the ticket was returned by the organisation, so the link has ended"
            )
            await #expect(throws: ended) { try await QueueService(town: test.town).ticket(ticket, by: bearer) }
            await #expect(throws: ended) { try await tickets.accept(ticket, by: bearer) }
            let next = try await test.pool.query("SELECT max(ticket_id) FROM tickets").only(Int64.self)
            await #expect(throws: ServiceError.forbidden("the link is for another ticket")) {
                try await QueueService(town: test.town).ticket(TicketID(rawValue: next), by: bearer)
            }
        }
    }

    @Test func aLinkOfAnotherOrganisationDoesNotOpenTheTicket() async throws {
        try await TestTown.with { test in
            let ticket = try await routed(test)
            let other = OrganisationID(rawValue: 2)
            let expiresAt = Date().addingTimeInterval(3_600)
            let bearer = Actor.link(TicketLink(ticket: ticket, organisation: other, expiresAt: expiresAt))
            await #expect(throws: ServiceError.self) {
                try await TicketService(town: test.town).accept(ticket, by: bearer)
            }
            #expect(try await test.count("tickets WHERE state = 'queued'") == 1)
        }
    }

    @Test func theBearerDoesNothingElse() async throws {
        try await TestTown.with { test in
            let ticket = try await routed(test)
            let bearer = try await bearer(of: ticket, test)
            let (tickets, queues) = (TicketService(town: test.town), QueueService(town: test.town))
            let steps = ServiceError.forbidden(
                "a signed link is for accepting, starting, finishing and returning its ticket"
            )
            await #expect(throws: steps) { try await tickets.comment(ticket, text: "x", by: bearer) }
            await #expect(throws: steps) { try await tickets.release(ticket, by: bearer) }
            await #expect(throws: steps) { try await tickets.resume(ticket, by: bearer) }
            await #expect(throws: steps) { try await tickets.issueLink(ticket, validHours: 1, by: bearer) }
            let only = ServiceError.forbidden("a signed link opens its ticket only")
            await #expect(throws: only) {
                try await queues.list("teploset", TicketFilter(), after: nil, limit: 1, by: bearer)
            }
            await #expect(throws: only) {
                _ = try await test.live.events(of: "teploset", in: test.town, after: nil, by: bearer)
            }
            await #expect(throws: ServiceError.self) { try await queues.claimNext(in: "teploset", by: bearer) }
            await #expect(throws: ServiceError.self) {
                try await AppealService(town: test.town).list(AppealFilter(), after: nil, limit: 1, by: bearer)
            }
        }
    }

    @Test(arguments: [0, 721, -1])
    func hoursAreBounded(hours: Int) async throws {
        try await TestTown.with { test in
            let ticket = try await routed(test)
            await #expect(throws: ServiceError.invalid("valid_hours", "is 1 to 720")) {
                try await TicketService(town: test.town).issueLink(ticket, validHours: hours, by: TestTown.anna)
            }
        }
    }

    @Test func whoeverMayWorkTheTicketIssuesLinksWhileItIsOpen() async throws {
        try await TestTown.with { test in
            let ticket = try await routed(test)
            let tickets = TicketService(town: test.town)
            await #expect(throws: ServiceError.notFound("ticket")) {
                try await tickets.issueLink(ticket, validHours: 1, by: TestTown.boris)
            }
            await #expect(throws: ServiceError.self) {
                try await tickets.issueLink(ticket, validHours: 1, by: TestTown.vera)
            }
            _ = try await tickets.issueLink(ticket, validHours: 1, by: TestTown.coordinator)
            _ = try await tickets.giveBack(ticket, reason: "Не наш", to: nil, by: TestTown.anna)
            await #expect(throws: ServiceError.conflict("the ticket is returned")) {
                try await tickets.issueLink(ticket, validHours: 1, by: TestTown.anna)
            }
        }
    }
}
