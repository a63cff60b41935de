import Municipality
import Postgres
import Services
import Testing
import TownSupport

/// A letter by e-mail becomes a message of an unknown author.
@Suite struct InboundMailTests {
    static let mail = Actor.inboundMail(messageID: "<4711.abc@mail.example>")

    @Test func aLetterIsRegisteredAsAMessageByEMail() async throws {
        try await TestTown.with { test in
            let receipt = try await test.submit("Во дворе темно", by: Self.mail) {
                $0.contact = .init(name: "Анна", email: "anna@example.org")
            }
            #expect(receipt.clocks.isEmpty)
            let author = try test.author(of: receipt)
            let seen = try await AppealService(town: test.town).authorView(author.number, code: author.code)
            #expect(seen.content.channel == .email)
            #expect(seen.content.kind == .message)
            #expect(seen.content.identity == .unproven)
            let events = try await test.pool.query(
                "SELECT kind || ' ' || actor_kind || ' ' || actor_id FROM appeal_events"
            ).decode(String.self)
            #expect(events == ["registered inbound_mail <4711.abc@mail.example>"])
        }
    }

    @Test func aLetterSaysNeitherWhatItIsNorWhoWroteItNorHowItCame() async throws {
        try await TestTown.with { test in
            let change: [(String, @Sendable (inout AppealSubmission) -> Void)] = [
                ("kind", { $0.kind = "appeal_59fz" }), ("identity", { $0.identity = "esia" }),
                ("channel", { $0.channel = "in_person" }),
            ]
            for (field, fill) in change {
                let error = await #expect(throws: ServiceError.self) {
                    try await test.submit("Темно", by: Self.mail, configure: fill)
                }
                guard case .invalid(let problems) = error else {
                    Issue.record("\(field): \(String(describing: error))")
                    continue
                }
                #expect(problems.map(\.field) == [field])
            }
            let stored = try await test.count("appeals")
            #expect(stored == 0)
        }
    }

    @Test func aLetterDoesNothingElse() async throws {
        try await TestTown.with { test in
            _ = try await test.submit("Холодно", house: 1, category: "heating.none")
            await #expect(throws: ServiceError.self) {
                try await AppealService(town: test.town).list(AppealFilter(), after: nil, limit: 1, by: Self.mail)
            }
            await #expect(throws: ServiceError.self) {
                try await QueueService(town: test.town)
                    .list("teploset", TicketFilter(), after: nil, limit: 1, by: Self.mail)
            }
            #expect(Self.mail.permissions == [.registerCalls])
            #expect(!Self.mail.isStaff)
        }
    }
}
