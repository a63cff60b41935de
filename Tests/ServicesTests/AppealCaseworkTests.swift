import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

@Suite struct AppealCaseworkTests {
    /// An appeal whose one ticket is done.
    func workedOn(_ test: TestTown) async throws -> AppealReceipt {
        let receipt = try await test.submit("Холодно", house: 1, category: "heating.none")
        try await test.routeAll()
        let id = try await test.ticket(of: receipt)
        let tickets = TicketService(town: test.town)
        _ = try await tickets.accept(id, by: TestTown.anna)
        _ = try await tickets.start(id, by: TestTown.anna)
        _ = try await tickets.done(id, note: "готово", by: TestTown.anna)
        return receipt
    }

    @Test func anAnswerRequiresFinishedTickets() async throws {
        try await TestTown.with { test in
            let receipt = try await test.submit("Холодно", house: 1, category: "heating.none")
            try await test.routeAll()
            let number = try test.author(of: receipt).number
            let casework = AppealCasework(town: test.town)
            await #expect(throws: ServiceError.conflict("the appeal is routed")) {
                try await casework.answer(number, text: "Сделано", by: TestTown.coordinator)
            }
            let id = try await test.ticket(of: receipt)
            _ = try await TicketService(town: test.town).accept(id, by: TestTown.anna)
            _ = try await TicketService(town: test.town).start(id, by: TestTown.anna)
            await #expect(throws: ServiceError.conflict("1 of its tickets is still open")) {
                try await casework.answer(number, text: "Сделано", by: TestTown.coordinator)
            }
        }
    }

    @Test func aConfirmedAnswerClosesTheAppeal() async throws {
        try await TestTown.with { test in
            let receipt = try await workedOn(test)
            let author = try test.author(of: receipt)
            let casework = AppealCasework(town: test.town)
            let answered = try await casework.answer(author.number, text: "Сделано", by: TestTown.coordinator)
            #expect(answered.state == .answered)
            #expect(answered.clocks.allSatisfy { $0.stoppedAt != nil })
            let confirmed = try await casework.confirm(author.number, code: author.code)
            #expect(confirmed.state == .closed)
            #expect(confirmed.answer == "Сделано")
            #expect(confirmed.tickets == nil)
            #expect(confirmed.history.allSatisfy { $0.by == nil })
            #expect(try await test.count("tickets WHERE state = 'confirmed'") == 1)
        }
    }

    @Test func aRefutedAnswerReopensTheAppealAndItsClocks() async throws {
        try await TestTown.with { test in
            let receipt = try await workedOn(test)
            let author = try test.author(of: receipt)
            let casework = AppealCasework(town: test.town)
            _ = try await casework.answer(author.number, text: "Сделано", by: TestTown.coordinator)
            let reopened = try await casework.refute(author.number, code: author.code, note: "Всё ещё холодно")
            #expect(reopened.state == .reopened)
            #expect(reopened.clocks.allSatisfy { $0.stoppedAt == nil })
            let id = try await test.ticket(of: receipt)
            #expect(try await TicketService(town: test.town).start(id, by: TestTown.anna).state == .inProgress)
            let again = try await AppealService(town: test.town).authorView(author.number, code: author.code)
            #expect(again.state == .inProgress)
            #expect(again.history.map(\.kind).suffix(3) == ["answered", "reopened", "in_progress"])
        }
    }

    @Test func afterSevenDaysTheAnswerIsFinal() async throws {
        let clock = MovableClock()
        try await TestTown.with(clock: { clock.now }) { test in
            let receipt = try await workedOn(test)
            let author = try test.author(of: receipt)
            let casework = AppealCasework(town: test.town)
            _ = try await casework.answer(author.number, text: "Сделано", by: TestTown.coordinator)
            #expect(try await casework.closeUnrefuted(limit: 10) == 0)
            clock.advance(by: 7 * 86_400 + 1)
            await #expect(throws: ServiceError.conflict("the 7 days to refute the answer are over")) {
                try await casework.refute(author.number, code: author.code, note: "Холодно")
            }
            #expect(try await casework.closeUnrefuted(limit: 10) == 1)
            #expect(try await AppealService(town: test.town).publicView(author.number).state == .closed)
        }
    }

    @Test func aWithdrawnOrRejectedAppealCancelsItsTickets() async throws {
        try await TestTown.with { test in
            let casework = AppealCasework(town: test.town)
            let first = try await test.submit("Холодно", house: 1, category: "heating.none")
            let second = try await test.submit("Реклама", house: 1, category: "heating.none")
            let third = try await test.submit("Дорога области", house: 1, category: "heating.none")
            try await test.routeAll()
            let author = try test.author(of: first)
            #expect(try await casework.withdraw(author.number, code: author.code).state == .withdrawn)
            let spam = try await casework.reject(
                try test.author(of: second).number,
                ground: "спам",
                by: TestTown.coordinator
            )
            #expect(spam.state == .rejected)
            #expect(spam.history.last?.note == "спам")
            let forwarded = try await casework.forward(
                try test.author(of: third).number,
                to: "Департамент дорог области",
                note: nil,
                by: TestTown.coordinator
            )
            #expect(forwarded.state == .forwarded)
            #expect(try await test.count("tickets WHERE state = 'cancelled'") == 3)
            #expect(try await test.count("clocks WHERE stopped_at IS NULL") == 0)
            await #expect(throws: ServiceError.conflict("the appeal is withdrawn")) {
                try await casework.withdraw(author.number, code: author.code)
            }
        }
    }

    @Test func onlyTheCodeShowsAnAppealsHistory() async throws {
        try await TestTown.with { test in
            let receipt = try await test.submit("Холодно", house: 1, category: "heating.none") {
                $0.contact = .init(name: "Иван", phone: "+7 900 123 45 67")
            }
            let author = try test.author(of: receipt)
            let appeals = AppealService(town: test.town)
            let wrong = try #require(FollowUpCode(parsing: "0000-0000"))
            await #expect(throws: ServiceError.wrongCode) {
                try await appeals.authorView(author.number, code: wrong)
            }
            await #expect(throws: ServiceError.wrongCode) {
                try await AppealCasework(town: test.town).withdraw(author.number, code: wrong)
            }
            #expect(try await appeals.publicView(author.number).category == "heating.none")
            #expect(try await appeals.authorView(author.number, code: author.code).contact == nil)
            #expect(
                try await appeals.staffView(author.number, by: TestTown.coordinator).contact?.phone
                    == "+7 900 123 45 67"
            )
        }
    }

    @Test func onlyStaffSeeTheirComments() async throws {
        try await TestTown.with { test in
            let receipt = try await test.submit("Холодно", house: 1, category: "heating.none")
            let author = try test.author(of: receipt)
            let staff = try await AppealCasework(town: test.town).comment(
                author.number,
                text: "звонил трижды",
                by: TestTown.coordinator
            )
            #expect(staff.history.last?.note == "звонил трижды")
            let own = try await AppealService(town: test.town).authorView(author.number, code: author.code)
            #expect(own.history.map(\.kind) == ["registered"])
        }
    }

    @Test func listsFilterAndPage() async throws {
        try await TestTown.with { test in
            for index in 0..<7 {
                _ = try await test.submit("Обращение \(index)", house: 1, category: "heating.none")
            }
            _ = try await test.submit("Темно", house: 1, category: "yard.light")
            try await test.routeAll()
            let appeals = AppealService(town: test.town)
            var numbers: [String] = []
            var after: String?
            repeat {
                let page = try await appeals.list(
                    AppealFilter(state: .routed, organisation: "teploset"),
                    after: after,
                    limit: 3,
                    by: TestTown.coordinator
                )
                numbers += page.items.map(\.number)
                after = page.next
            } while after != nil
            #expect(Set(numbers).count == 7)
            #expect(numbers.count == 7)
            await #expect(
                throws: ServiceError.forbidden(
                    "this needs the permission list_appeals, held by: coordinator, administrator"
                )
            ) {
                try await appeals.list(AppealFilter(), after: nil, limit: 3, by: TestTown.anna)
            }
        }
    }
}
