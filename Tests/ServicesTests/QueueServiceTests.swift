import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

@Suite struct QueueServiceTests {
    @Test func pagesFollowTheOrderOfUrgencyWithoutGapOrRepeat() async throws {
        try await TestTown.with { test in
            for index in 0..<25 {
                _ = try await test.submit(
                    "Обращение \(index)",
                    house: 1,
                    category: index.isMultiple(of: 3) ? "house.roof" : "heating.none"
                )
            }
            try await test.routeAll()
            let queues = QueueService(town: test.town)
            var seen: [TicketView] = []
            var after: String?
            repeat {
                let page = try await queues.list(
                    "teploset",
                    TicketFilter(),
                    after: after,
                    limit: 4,
                    by: TestTown.anna
                )
                seen += page.items
                after = page.next
            } while after != nil
            #expect(seen.count == 16)
            #expect(Set(seen.map(\.ticketID)).count == 16)
            #expect(seen.map(\.dueAt) == seen.map(\.dueAt).sorted())
            await #expect(throws: ServiceError.self) {
                try await queues.list("teploset", TicketFilter(), after: "bm9uc2Vuc2U", limit: 4, by: TestTown.anna)
            }
            let roofs = try await queues.list(
                "uk-volga",
                TicketFilter(category: "house.roof"),
                after: nil,
                limit: 50,
                by: TestTown.coordinator
            )
            #expect(roofs.items.count == 9)
        }
    }

    /// Pages are read by another statement than single tickets.
    @Test func aPageShowsTheSameAsTheSingleTicket() async throws {
        try await TestTown.with { test in
            let receipts = [
                try await test.submit("Холодно", house: 1, category: "heating.none"),
                try await test.submit("Холодно и тут", house: 2, category: "heating.none"),
                try await test.submit("И в подвале", house: 1, category: "heating.none"),
            ]
            // Away from every house; the contract is for the whole town.
            _ = try await test.submit("Дым за рекой", category: "heating.none") {
                $0.address = "за рекой, у старой котельной"
            }
            try await test.routeAll()
            let queues = QueueService(town: test.town)
            let tickets = TicketService(town: test.town)
            _ = try await tickets.accept(try await test.ticket(of: receipts[1]), by: TestTown.anna)
            _ = try await queues.claimNext(in: "teploset", by: TestTown.denis)
            // Twice, because names are cached.
            for _ in 0..<2 {
                let page = try await queues.list("teploset", TicketFilter(), after: nil, limit: 50, by: TestTown.anna)
                #expect(page.items.count == 4)
                #expect(page.items.contains { $0.assignee == "anna" })
                #expect(page.items.contains { $0.leasedBy == "denis" })
                #expect(page.items.contains { $0.address == "за рекой, у старой котельной" && $0.houseID == nil })
                for item in page.items {
                    let alone = try await queues.ticket(TicketID(rawValue: item.ticketID), by: TestTown.anna).ticket
                    #expect(item == alone)
                }
            }
        }
    }

    @Test func filtersNarrowThePage() async throws {
        let clock = MovableClock()
        try await TestTown.with(clock: { clock.now }) { test in
            let first = try await test.submit("Холодно", house: 1, category: "heating.none")
            let second = try await test.submit("Холодно и тут", house: 2, category: "heating.none")
            try await test.routeAll()
            let queues = QueueService(town: test.town)
            let ids = [try await test.ticket(of: first).rawValue, try await test.ticket(of: second).rawValue]
            _ = try await TicketService(town: test.town).accept(TicketID(rawValue: ids[0]), by: TestTown.anna)
            func found(_ filter: TicketFilter) async throws -> [Int64] {
                try await queues.list("teploset", filter, after: nil, limit: 50, by: TestTown.anna).items
                    .map(\.ticketID)
            }
            #expect(try await found(TicketFilter()) == ids)
            #expect(try await found(TicketFilter(states: [.queued])) == [ids[1]])
            #expect(try await found(TicketFilter(states: [.queued, .done])) == [ids[1]])
            #expect(try await found(TicketFilter(states: [.done])).isEmpty)
            #expect(try await found(TicketFilter(states: TicketState.allCases)) == ids)
            #expect(try await found(TicketFilter(house: HouseID(rawValue: 2))) == [ids[1]])
            #expect(try await found(TicketFilter(category: "heating.none")) == ids)
            #expect(try await found(TicketFilter(category: "house.roof")).isEmpty)
            #expect(try await found(TicketFilter(category: "no.such")).isEmpty)
            #expect(try await found(TicketFilter(overdueAt: clock.now)).isEmpty)
            #expect(try await found(TicketFilter(overdueAt: clock.now.addingTimeInterval(90 * 86_400))) == ids)
            let both = TicketFilter(states: [.queued], category: "heating.none", house: HouseID(rawValue: 2))
            #expect(try await found(both) == [ids[1]])
        }
    }

    @Test func aCorrectedAddressIsShownWithinAMinute() async throws {
        let clock = MovableClock()
        try await TestTown.with(clock: { clock.now }) { test in
            _ = try await test.submit("Холодно", house: 1, category: "heating.none")
            try await test.routeAll()
            let queues = QueueService(town: test.town)
            func address() async throws -> String? {
                try await queues.list("teploset", TicketFilter(), after: nil, limit: 1, by: TestTown.anna)
                    .items.first?.address
            }
            let before = try await address()
            #expect(before != nil)
            try await test.pool.execute(
                "UPDATE houses SET street = 'ул. Исправленная', number = '7а' WHERE house_id = 1"
            )
            clock.advance(by: 60)
            #expect(try await address() == "ул. Исправленная, 7а")
        }
    }
}
