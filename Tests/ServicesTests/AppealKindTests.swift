import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

/// The kind of an appeal and the identity of its author: who may set them, and which clocks follow.
@Suite struct AppealKindTests {
    @Test func anAnonymousSubmissionIsAMessageWithoutIdentity() async throws {
        try await TestTown.with { test in
            let limited = try await test.submit("Холодно", category: "heating.none")
            #expect(limited.clocks.map(\.policy) == ["category_limit"])
            let free = try await test.submit("Крыша", category: "house.roof")
            #expect(free.clocks.isEmpty)
            let author = try test.author(of: free)
            let seen = try await AppealService(town: test.town).authorView(author.number, code: author.code)
            #expect(seen.content.kind == .message && seen.content.identity == .unproven)
            #expect(try await test.count("clocks WHERE policy = 'answer_59fz'") == 0)
        }
    }

    @Test(arguments: [Actor.anybody, TestTown.anna])
    func onlyStaffWithThePermissionMaySetKindAndIdentity(actor: Actor) async throws {
        try await TestTown.with { test in
            let message = "requires the permission set_identity; leave it out"
            await #expect(
                throws: ServiceError.invalid([
                    FieldProblem(field: "kind", message: message),
                    FieldProblem(field: "identity", message: message),
                ])
            ) {
                try await test.submit("Холодно", by: actor) {
                    $0.kind = "message"
                    $0.identity = "none"
                }
            }
            let stored = try await test.count("appeals")
            #expect(stored == 0)
        }
    }

    @Test func anIntegrationThatIdentifiesAuthorsSaysWhatItIs() async throws {
        try await TestTown.with { test in
            let receipt = try await test.submit("Прошу принять меры", by: TestTown.portal) {
                $0.kind = "appeal_59fz"
                $0.identity = "esia"
                $0.contact = .init(name: "Иванова Анна", email: "anna@example.org")
            }
            #expect(receipt.clocks.map(\.norm) == ["59-FZ art. 12(1)"])
            let number = try test.author(of: receipt).number
            let seen = try await AppealService(town: test.town).staffView(number, by: TestTown.coordinator)
            #expect(seen.content.identity == .esia)
            #expect(seen.history.map(\.by) == ["Портал"])
            #expect(try await test.count("appeal_events WHERE actor_kind = 'integration' AND actor_id = '1'") == 1)
        }
    }

    /// Without `register_calls` nothing is taken from it, without `set_identity` no identity.
    @Test func anIntegrationIsHeldToItsPermissions() async throws {
        @Sendable func integration(_ permissions: Set<Permission>) -> Actor {
            let id = IntegrationID(rawValue: 1)
            return .integration(Actor.Integration(id: id, code: "x", name: "X", permissions: permissions))
        }
        try await TestTown.with { test in
            await #expect(
                throws: ServiceError.forbidden(
                    "this needs the permission register_calls, held by: operator, coordinator, administrator"
                )
            ) {
                try await test.submit("Холодно", by: integration([.setIdentity, .readAppeals]))
            }
            await #expect(throws: ServiceError.self) {
                try await test.submit("Холодно", by: integration([.registerCalls])) { $0.identity = "esia" }
            }
            #expect(try await test.count("appeals") == 0)
            _ = try await test.submit("Холодно", by: integration([.registerCalls]))
            #expect(try await test.count("appeals WHERE identity = 'none' AND kind = 'message'") == 1)
        }
    }

    @Test func anIdentifiedCitizensAppealHasTheAnswerClock() async throws {
        try await TestTown.with { test in
            let receipt = try await test.submitFormally("Прошу принять меры", category: "house.roof", key: "k")
            #expect(receipt.clocks.map(\.norm) == ["59-FZ art. 12(1)"])
            let again = try await test.submitFormally("Прошу принять меры", category: "house.roof", key: "k")
            #expect(again == receipt)
            let seen = try await AppealService(town: test.town).staffView(
                try test.author(of: receipt).number,
                by: TestTown.coordinator
            )
            #expect(seen.content.kind == .appeal59FZ && seen.content.identity == .staffChecked)
            #expect(seen.contact?.address == "Тутаев, ул. Волжская, 1, кв. 5")
            let masked = try await AppealService(town: test.town).staffView(
                try test.author(of: receipt).number,
                by: TestTown.administrator
            )
            #expect(masked.contact?.address == "***")
        }
    }

    @Test func anAppealUnder59FZRequiresAnIdentifiedAuthor() async throws {
        try await TestTown.with { test in
            await #expect(
                throws: ServiceError.invalid([
                    FieldProblem(field: "identity", message: "an appeal under 59-FZ needs an identified author"),
                    FieldProblem(field: "contact.name", message: "an appeal under 59-FZ needs the author's name"),
                    FieldProblem(
                        field: "contact.address",
                        message: "an appeal under 59-FZ needs a reply address, or contact.email"
                    ),
                    FieldProblem(field: "channel", message: "an appeal under 59-FZ cannot be submitted by e-mail"),
                ])
            ) {
                try await test.submit("Холодно", by: TestTown.vera) {
                    $0.kind = "appeal_59fz"
                    $0.channel = "email"
                }
            }
            await #expect(
                throws: ServiceError.invalid(
                    "kind",
                    "is not one of appeal_59fz, message, information_request, dispatch_request"
                )
            ) { try await test.submit("Холодно", by: TestTown.vera) { $0.kind = "petition" } }
            let byMail = try await test.submit("Холодно", by: TestTown.vera) {
                $0.kind = "appeal_59fz"
                $0.identity = "esia"
                $0.contact = .init(name: "Иванова", email: "i@example.org")
            }
            #expect(byMail.clocks.map(\.policy) == ["answer_59fz"])
        }
    }

    @Test func theDatabaseHasTheKindsAndIdentities() async throws {
        try await TestTown.with { test in
            let kinds = try await test.pool.query("SELECT unnest(enum_range(NULL::appeal_kind))::text").decode(
                String.self
            )
            #expect(Set(kinds) == Set(AppealKind.allCases.map(\.rawValue)))
            let identities = try await test.pool.query("SELECT unnest(enum_range(NULL::author_identity))::text")
                .decode(String.self)
            #expect(Set(identities) == Set(Identity.allCases.map(\.rawValue)))
        }
    }
}
