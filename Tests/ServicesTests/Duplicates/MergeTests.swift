import Foundation
import Locking
import Municipality
import Postgres
import Services
import Testing
import TownSupport

@Suite struct MergeTests {
    /// Two appeals of one house about the same thing, both with the heat network; the second is to be merged into the
    /// first.
    struct Pair {
        let first: (number: AppealNumber, code: FollowUpCode)
        let second: (number: AppealNumber, code: FollowUpCode)
        let firstTicket: TicketID
        let secondTicket: TicketID
    }

    func pair(_ test: TestTown) async throws -> Pair {
        let first = try await test.submit("Холодно", house: 1, category: "heating.none") {
            $0.contact = .init(name: "Иван", phone: "+7 900 000-00-01")
        }
        let second = try await test.submit("Батареи ледяные", house: 1, category: "heating.none") {
            $0.contact = .init(name: "Мария", phone: "+7 900 000-00-02")
        }
        try await test.routeAll()
        return Pair(
            first: try test.author(of: first),
            second: try test.author(of: second),
            firstTicket: try await test.ticket(of: first),
            secondTicket: try await test.ticket(of: second)
        )
    }

    @Test func everyAuthorSeesTheOutcome() async throws {
        try await TestTown.with { test in
            let pair = try await pair(test)
            let casework = AppealCasework(town: test.town)
            let merged = try await casework.merge(pair.second.number, into: pair.first.number, by: TestTown.coordinator)
            #expect(merged.state == .merged)
            #expect(merged.mergedInto?.number == pair.first.number.description)
            #expect(merged.clocks.allSatisfy { $0.stoppedAt != nil })
            #expect(try await test.count("tickets WHERE state = 'cancelled'") == 1)

            // The crew sees both; the first author only sees that another appeal was merged.
            let detail = try await QueueService(town: test.town).ticket(pair.firstTicket, by: TestTown.anna)
            #expect(detail.joined.map(\.text) == ["Батареи ледяные"])
            #expect(detail.joined.first?.contact.name == "Мария")
            #expect(detail.events.map(\.kind) == ["queued", "joined"])
            let appeals = AppealService(town: test.town)
            let own = try await appeals.authorView(pair.first.number, code: pair.first.code)
            #expect(own.joinedCount == 1)
            #expect(own.joined == nil)
            #expect(own.history.last.map(\.kind) == "joined")
            #expect(own.history.allSatisfy { $0.note == nil })

            let tickets = TicketService(town: test.town)
            _ = try await tickets.accept(pair.firstTicket, by: TestTown.anna)
            _ = try await tickets.start(pair.firstTicket, by: TestTown.anna)
            _ = try await tickets.done(pair.firstTicket, note: "готово", by: TestTown.anna)
            _ = try await casework.answer(pair.first.number, text: "Тепло дали", by: TestTown.coordinator)
            let heard = try await appeals.authorView(pair.second.number, code: pair.second.code)
            #expect(heard.mergedInto?.state == .answered)
            #expect(heard.mergedInto?.answer == "Тепло дали")

            // The author of the merged appeal refutes: the other opens again, and the words are not shown to its
            // author.
            let refuted = try await casework.refute(pair.second.number, code: pair.second.code, note: "В кв. 7 холодно")
            #expect(refuted.mergedInto?.state == .reopened)
            #expect(refuted.history.last?.note == "В кв. 7 холодно")
            let reopened = try await appeals.authorView(pair.first.number, code: pair.first.code)
            #expect(reopened.state == .reopened)
            #expect(reopened.history.last?.note == nil)
            #expect(reopened.clocks.allSatisfy { $0.stoppedAt == nil })
            let again = try await QueueService(town: test.town).ticket(pair.firstTicket, by: TestTown.anna)
            #expect(again.ticket.state == .refuted)
            #expect(again.events.last?.note == "В кв. 7 холодно")
        }
    }

    @Test func theAuthorOfAMergedAppealConfirmsOnlyTheirOwn() async throws {
        try await TestTown.with { test in
            let pair = try await pair(test)
            let casework = AppealCasework(town: test.town)
            _ = try await casework.merge(pair.second.number, into: pair.first.number, by: TestTown.coordinator)
            await #expect(throws: ServiceError.conflict("the appeal that it was merged into is routed")) {
                try await casework.confirm(pair.second.number, code: pair.second.code)
            }
            let tickets = TicketService(town: test.town)
            _ = try await tickets.accept(pair.firstTicket, by: TestTown.anna)
            _ = try await tickets.start(pair.firstTicket, by: TestTown.anna)
            _ = try await tickets.done(pair.firstTicket, note: "готово", by: TestTown.anna)
            _ = try await casework.answer(pair.first.number, text: "Тепло дали", by: TestTown.coordinator)
            let confirmed = try await casework.confirm(pair.second.number, code: pair.second.code)
            #expect(confirmed.history.last?.kind == "confirmed")
            #expect(confirmed.mergedInto?.state == .answered)
        }
    }

    @Test func theEarliestClockIsLentAndTakenBack() async throws {
        let now = Locked(Date().wholeSeconds)
        try await TestTown.with(clock: { now.withLock { $0 } }) { test in
            // The roof has no limit of its own, the heating 24 hours.
            let early = try test.author(of: try await test.submit("Холодно", house: 1, category: "heating.none"))
            now.withLock { $0 += 3_600 }
            let late = try await test.submitFormally("Крыша", house: 1, category: "house.roof")
            try await test.routeAll()
            let lateAuthor = try test.author(of: late)
            let ticket = try await test.ticket(of: late)
            let queues = QueueService(town: test.town)
            let own = try await queues.ticket(ticket, by: TestTown.administrator)
            #expect(own.clocks.map(\.policy) == ["answer_59fz"])

            let casework = AppealCasework(town: test.town)
            _ = try await casework.merge(early.number, into: lateAuthor.number, by: TestTown.coordinator)
            let joined = try await queues.ticket(ticket, by: TestTown.administrator)
            let limit = now.withLock { $0 } + 23 * 3_600
            #expect(joined.clocks.map(\.policy) == ["answer_59fz", "category_limit"])
            #expect(joined.clocks.last?.deadlineAt == limit)
            #expect(joined.ticket.dueAt == limit)
            #expect(joined.clocks.allSatisfy { $0.stoppedAt == nil })

            now.withLock { $0 += 3_600 }
            let separated = try await casework.unmerge(early.number, by: TestTown.coordinator)
            #expect(separated.state == .triage)
            #expect(separated.closedAt == nil)
            #expect(separated.decision?.reason.code == .unmerged)
            #expect(separated.mergedInto == nil)
            #expect(separated.clocks.map(\.policy) == ["category_limit"])
            #expect(separated.clocks.allSatisfy { $0.stoppedAt == nil })
            let after = try await queues.ticket(ticket, by: TestTown.administrator)
            #expect(after.clocks == own.clocks)
            #expect(after.ticket.dueAt == own.ticket.dueAt)
            #expect(after.events.map(\.kind) == ["queued", "joined", "separated"])
            // It can be routed and merged again.
            _ = try await TriageService(town: test.town)
                .route(early.number, to: nil, category: nil, note: nil, by: TestTown.coordinator)
            let again = try await casework.merge(early.number, into: lateAuthor.number, by: TestTown.coordinator)
            #expect(again.state == .merged)
            #expect(try await test.count("appeal_merges") == 2)
        }
    }

    @Test func authorsMergeOnlySimilarAppeals() async throws {
        try await TestTown.with { test in
            let pair = try await pair(test)
            let other = try test.author(of: try await test.submit("Крыша", house: 2, category: "house.roof"))
            let casework = AppealCasework(town: test.town)
            await #expect(
                throws: ServiceError.conflict("the two are not similar enough; only a coordinator can merge them")
            ) {
                try await casework.merge(pair.second.number, into: other.number, code: pair.second.code)
            }
            await #expect(throws: ServiceError.wrongCode) {
                try await casework.merge(pair.second.number, into: pair.first.number, code: pair.first.code)
            }
            let merged = try await casework.merge(
                pair.second.number,
                into: pair.first.number,
                code: pair.second.code
            )
            #expect(merged.state == .merged)
            #expect(merged.tickets == nil)
            #expect(merged.joined == nil)
            // The author changes their mind.
            let separated = try await casework.unmerge(pair.second.number, code: pair.second.code)
            #expect(separated.state == .triage)
        }
    }

    @Test func dispatchersMergeOnlyAppealsOfTheirOrganisation() async throws {
        try await TestTown.with { test in
            let pair = try await pair(test)
            let casework = AppealCasework(town: test.town)
            let error = ServiceError.forbidden("both appeals must be with your organisation")
            await #expect(throws: error) {
                try await casework.merge(pair.second.number, into: pair.first.number, by: TestTown.boris)
            }
            _ = try await casework.merge(pair.second.number, into: pair.first.number, by: TestTown.anna)
            await #expect(throws: error) { try await casework.unmerge(pair.second.number, by: TestTown.boris) }
            _ = try await casework.unmerge(pair.second.number, by: TestTown.anna)
        }
    }

    /// What a coordinator merged across organisations, only a coordinator separates.
    @Test func dispatchersSeparateOnlyAppealsOfTheirOrganisation() async throws {
        try await TestTown.with { test in
            let pair = try await pair(test)
            let other = try test.author(of: try await test.submit("Крыша течёт", house: 1, category: "house.roof"))
            try await test.routeAll()
            let casework = AppealCasework(town: test.town)
            _ = try await casework.merge(other.number, into: pair.first.number, by: TestTown.coordinator)
            for dispatcher in [TestTown.anna, TestTown.boris] {
                await #expect(throws: ServiceError.forbidden("both appeals must be with your organisation")) {
                    try await casework.unmerge(other.number, by: dispatcher)
                }
            }
            #expect(try await test.count("appeals WHERE state = 'merged'") == 1)
        }
    }

    @Test func impossibleMergesAreRefused() async throws {
        try await TestTown.with { test in
            let pair = try await pair(test)
            let third = try test.author(of: try await test.submit("Холодно", house: 1, category: "heating.none"))
            let casework = AppealCasework(town: test.town)
            let olga = TestTown.coordinator
            await #expect(throws: ServiceError.invalid("into", "is the appeal itself")) {
                try await casework.merge(pair.first.number, into: pair.first.number, by: olga)
            }
            await #expect(throws: ServiceError.conflict("the appeal is routed")) {
                try await casework.unmerge(pair.first.number, by: olga)
            }
            _ = try await casework.merge(pair.second.number, into: pair.first.number, by: olga)
            await #expect(throws: ServiceError.conflict("the appeal is merged")) {
                try await casework.merge(pair.second.number, into: third.number, by: olga)
            }
            await #expect(throws: ServiceError.conflict("the appeal \(pair.second.number) is merged")) {
                try await casework.merge(third.number, into: pair.second.number, by: olga)
            }
            await #expect(
                throws: ServiceError.conflict("\(pair.first.number) has a merged appeal: merge the other way round")
            ) {
                try await casework.merge(pair.first.number, into: third.number, by: olga)
            }
            await #expect(throws: ServiceError.conflict("the appeal is merged")) {
                try await casework.withdraw(pair.second.number, code: pair.second.code)
            }
            #expect(try await test.count("appeal_merges") == 1)
        }
    }

    @Test func ofTwoOppositeMergesOneWins() async throws {
        try await TestTown.with { test in
            for _ in 0..<10 {
                let pair = try await pair(test)
                let casework = AppealCasework(town: test.town)
                let outcomes = await withTaskGroup(of: Bool.self) { group in
                    for (one, other) in [(pair.first, pair.second), (pair.second, pair.first)] {
                        group.addTask {
                            (try? await casework.merge(one.number, into: other.number, by: TestTown.coordinator)) != nil
                        }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                #expect(outcomes.count { $0 } == 1)
            }
        }
    }

    @Test(arguments: [
        ("UPDATE appeal_merges SET target_id = appeal_id", "appeal_merges_kept"),
        ("DELETE FROM appeal_merges", "appeal_merges_kept"),
        (
            """
            INSERT INTO appeal_merges (municipality_id, appeal_id, target_id, merged_at, actor_kind, actor_id)
            SELECT municipality_id, appeal_id, target_id, now(), 'worker', '' FROM appeal_merges
            """, "appeal_merges_current"
        ),
    ])
    func theDatabaseRefusesInvalidMerges(statement: String, constraint: String) async throws {
        try await TestTown.with { test in
            let pair = try await pair(test)
            _ = try await AppealCasework(town: test.town)
                .merge(pair.second.number, into: pair.first.number, by: TestTown.coordinator)
            let error = await #expect(throws: PostgresError.self) {
                try await test.pool.withConnection { try await $0.simple(statement) }
            }
            #expect(error?.constraint == constraint)
        }
    }
}

extension Date {
    fileprivate var wholeSeconds: Date { Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.down)) }
}
