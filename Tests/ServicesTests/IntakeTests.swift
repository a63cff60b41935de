import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

@Suite struct IntakeTests {
    @Test func everythingOfAnAppealIsStoredTogether() async throws {
        try await TestTown.with { test in
            let receipt = try await test.submitFormally("Холодные батареи", house: 1, category: "heating.none") {
                $0.contact?.phone = "8 (900) 123-45-67"
            }
            #expect(receipt.state == "registered")
            #expect(receipt.clocks.map(\.policy) == ["answer_59fz", "category_limit"])
            let resolution = try #require(receipt.clocks.last)
            #expect(resolution.deadlineAt == receipt.registeredAt.addingTimeInterval(24 * 3_600))
            let stored = try await test.pool.query(
                """
                SELECT
                    (SELECT count(*) FROM appeals JOIN appeal_texts USING (appeal_id)
                    WHERE state = 'registered' AND text = 'Холодные батареи'),
                    (SELECT count(*) FROM appeal_contacts WHERE phone = '8 (900) 123-45-67'),
                    (SELECT count(*) FROM clocks WHERE at_intake),
                    (SELECT count(*) FROM appeal_events WHERE kind = 'registered'),
                    (SELECT count(*) FROM jobs WHERE kind = 'route'),
                    (SELECT count(resident_id) FROM appeals)
                """
            ).only((Int, Int, Int, Int, Int, Int).self)
            #expect(stored == (1, 1, 2, 1, 1, 1))
        }
    }

    @Test func appealsWithTheSameContactHaveOneResident() async throws {
        try await TestTown.with { test in
            for phone in ["8 900 123 45 67", "+7 (900) 123-45-67", "+7 900 765 43 21"] {
                _ = try await test.submit("Мусор") { $0.contact = .init(phone: phone) }
            }
            let residents = try await test.pool.query("SELECT count(DISTINCT resident_id) FROM appeals").first?.decode(
                Int.self
            )
            #expect(residents == 2)
        }
    }

    @Test func aRepeatedKeyGetsTheSameReceipt() async throws {
        try await TestTown.with { test in
            let first = try await test.submit("Мусор во дворе", category: "heating.none", key: "k1")
            try await test.routeAll()
            let again = try await test.submit("Мусор во дворе", category: "heating.none", key: "k1")
            #expect(again == first)
            await #expect(throws: ServiceError.conflict("this Idempotency-Key was used for another request")) {
                try await test.submit("Другое", key: "k1")
            }
            #expect(try await test.count("appeals") == 1)
        }
    }

    @Test func concurrentRequestsWithOneKeyStoreOneAppeal() async throws {
        try await TestTown.with { test in
            let receipts = try await withThrowingTaskGroup(of: AppealReceipt.self) { group in
                for _ in 0..<50 { group.addTask { try await test.submit("Мусор", key: "same") } }
                return try await group.reduce(into: Set<AppealReceipt>()) { $0.insert($1) }
            }
            #expect(receipts.count == 1)
            #expect(try await test.count("appeals") == 1)
            #expect(try await test.count("jobs") == 1)
        }
    }

    @Test func oneInvalidAppealOfABatchFailsAlone() async throws {
        try await TestTown.with { test in
            let outcomes = await withTaskGroup(of: Result<AppealReceipt, any Error>.self) { group in
                for index in 0..<200 {
                    group.addTask {
                        do {
                            return .success(
                                try await test.submit("Обращение \(index)", house: index % 10 == 0 ? 999 : 1)
                            )
                        } catch { return .failure(error) }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let failures = outcomes.compactMap { outcome -> ServiceError? in
                if case .failure(let error) = outcome { error as? ServiceError } else { nil }
            }
            #expect(failures.count == 20)
            #expect(failures.allSatisfy { $0 == .invalid("house_id", "does not exist in the town") })
            let appeals = try await test.count("appeals")
            #expect(appeals == 180)
            let numbers = Set(outcomes.compactMap { try? $0.get().number })
            #expect(numbers.count == 180)
        }
    }

    @Test func anAppealThatOnlyTheDatabaseRefusesFailsAlone() async throws {
        try await TestTown.with { test in
            // A rule that validation does not check.
            try await test.pool.execute(
                "ALTER TABLE appeal_texts ADD CONSTRAINT test_rule CHECK (text <> 'Запрещено')"
            )
            let stored = await withTaskGroup(of: Bool.self) { group in
                for index in 0..<100 {
                    group.addTask {
                        (try? await test.submit(index % 25 == 0 ? "Запрещено" : "Разрешено \(index)")) != nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(stored == 96)
            #expect(try await test.count("appeals") == 96)
            #expect(try await test.count("appeal_events") == 96)
        }
    }

    @Test func everyProblemOfASubmissionIsReportedTogether() async throws {
        try await TestTown.with { test in
            let error = await #expect(throws: ServiceError.self) {
                try await test.submit(" \n ") {
                    $0.location = .init(latitude: 91, longitude: 0)
                    $0.channel = "pigeon"
                    $0.contact = .init(name: String(repeating: "я", count: 201), phone: "нет", email: "a@b")
                    $0.occurredAt = "2999-01-01T00:00:00Z"
                }
            }
            guard case .invalid(let problems)? = error else {
                Issue.record("not reported as invalid")
                return
            }
            #expect(
                problems.map(\.field) == [
                    "text", "location", "channel", "contact.name", "contact.phone", "contact.email", "occurred_at",
                ]
            )
        }
    }

    @Test(arguments: [
        "1999-12-31T23:59:59Z", "2026-13-01T00:00:00Z", "yesterday", "9999-12-31T23:59:59Z", "", "0000-00-00",
    ])
    func implausibleDatesAreRefused(text: String) async throws {
        try await TestTown.with { test in
            await #expect(throws: ServiceError.self) {
                try await test.submit("Мусор") { $0.occurredAt = text }
            }
        }
    }

    @Test func anUnknownCategoryIsReportedWithTheOtherProblems() async throws {
        try await TestTown.with { test in
            await #expect(
                throws: ServiceError.invalid([
                    FieldProblem(field: "category", message: "does not exist in the town"),
                    FieldProblem(field: "channel", message: "is not one of web, app, phone, email, in_person, post"),
                ])
            ) {
                try await test.submit("Мусор", category: "no.such") { $0.channel = "pigeon" }
            }
            await #expect(throws: ServiceError.invalid("house_id", "does not exist in the town")) {
                try await test.submit("Мусор", house: 77)
            }
        }
    }

    @Test func aStoppedServiceRefusesAppeals() async throws {
        try await TestTown.with { test in
            let line = Intake(database: test.database) {}
            let stopped = IntakeService(town: test.town, intake: line)
            let running = Task { try await line.run() }
            _ = try await stopped.submit(
                AppealSubmission(text: "Мусор"),
                idempotencyKey: nil,
                bodyHash: [],
                now: Date()
            )
            running.cancel()
            try await running.value
            await #expect(throws: ServiceError.unavailable(retryAfterSeconds: 1)) {
                try await stopped.submit(
                    AppealSubmission(text: "Мусор"),
                    idempotencyKey: nil,
                    bodyHash: [],
                    now: Date()
                )
            }
        }
    }
}
