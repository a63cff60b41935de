import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

@Suite struct IntegrationServiceTests {
    @Test func aSystemIsAddedWithItsPermissions() async throws {
        try await TestTown.with { test in
            let integrations = IntegrationService(town: test.town)
            let made = try await integrations.create(
                code: nil,
                name: "ГИС ЖКХ",
                permissions: ["read_queues", "register_calls", "read_queues"],
                by: TestTown.administrator
            )
            #expect(made.code == "gis-zhkkh")
            #expect(made.permissions == [.registerCalls, .readQueues])
            let secret = try await integrations.issueToken(
                integration: made.code,
                label: "обмен",
                days: nil,
                by: TestTown.administrator
            ).secret
            let actor = try #require(try await TokenService(town: test.town).authenticate(secret))
            #expect(actor.kind == .integration)
            #expect(actor.permissions == [.registerCalls, .readQueues])
            #expect(actor.organisation == nil)
            #expect(actor.userID == nil)
            // Written past the program: what requires another permission has no effect without it.
            try await test.pool.execute(
                "UPDATE integrations SET permissions = '{triage,register_calls,manage_staff}' WHERE code = 'gis-zhkkh'"
            )
            let limited = try #require(try await TokenService(town: test.town).authenticate(secret))
            #expect(limited.permissions == [.registerCalls])
        }
    }

    @Test(arguments: [
        ["fly"], ["manage_staff"], ["operate_server"], ["freeze_statistics"], ["read_queues", "manage_models"],
    ])
    func whatCannotBeGivenIsRefusedWithWhatCan(permissions: [String]) async throws {
        try await TestTown.with { test in
            let integrations = IntegrationService(town: test.town)
            let allowed = Permission.givable.map(\.rawValue).joined(separator: ", ")
            let refusal = ServiceError.invalid("permissions", "may only contain \(allowed)")
            await #expect(throws: refusal) {
                try await integrations.create(code: "x", name: "X", permissions: permissions, by: .console)
            }
            await #expect(throws: refusal) {
                try await integrations.update("portal", IntegrationChange(permissions: permissions), by: .console)
            }
            let stored = try await test.count("integrations")
            #expect(stored == 2)
        }
    }

    /// Even a row that somebody wrote past the program.
    @Test func aRowGivesNothingThatCannotBeGiven() async throws {
        try await TestTown.with { test in
            try await test.pool.execute(
                "UPDATE integrations SET permissions = '{manage_staff,fly,read_queues}' WHERE code = 'portal'"
            )
            let actor = try await TokenService(town: test.town).authenticate(TestTown.token(of: "portal"))
            #expect(actor?.permissions == [.readQueues])
        }
    }

    @Test func whatIsTakenAwayIsGoneAtOnce() async throws {
        try await TestTown.with { test in
            let (integrations, tokens) = (IntegrationService(town: test.town), TokenService(town: test.town))
            let token = TestTown.token(of: "portal")
            #expect(try await tokens.authenticate(token) == TestTown.portal)
            _ = try await integrations.update(
                "portal",
                IntegrationChange(permissions: ["register_calls"]),
                by: .console
            )
            #expect(try await tokens.authenticate(token)?.may(.setIdentity) == false)
            _ = try await integrations.update("portal", IntegrationChange(active: false), by: .console)
            #expect(try await tokens.authenticate(token) == nil)
            let again = try await integrations.update("portal", IntegrationChange(active: true), by: .console)
            #expect(again.permissions == [.registerCalls])
            #expect(try await tokens.authenticate(token) != nil)
        }
    }

    @Test func aTokenExpiresIsRevokedAndItsUseIsKeptOnceAMinute() async throws {
        let clock = MovableClock()
        try await TestTown.with(clock: { clock.now }) { test in
            let (integrations, tokens) = (IntegrationService(town: test.town), TokenService(town: test.town))
            let issued = try await integrations.issueToken(integration: "portal", label: "x", days: 2, by: .console)
            func lastUse() async throws -> Date? {
                try await integrations.tokens(of: "portal", by: .console).last?.lastUsedAt
            }
            #expect(try await lastUse() == nil)
            _ = try await tokens.authenticate(issued.secret)
            let first = try #require(try await lastUse())
            clock.advance(by: 59)
            _ = try await tokens.authenticate(issued.secret)
            #expect(try await lastUse() == first)
            clock.advance(by: 2 * 86_400)
            #expect(try await tokens.authenticate(issued.secret) == nil)

            let other = try await integrations.issueToken(integration: "portal", label: "y", days: nil, by: .console)
            try await integrations.revokeToken(other.token.tokenID, by: .console)
            #expect(try await tokens.authenticate(other.secret) == nil)
        }
    }

    @Test func staffAndIntegrationsHaveTokensOfTheirOwn() async throws {
        try await TestTown.with { test in
            let (staff, integrations) = (StaffService(town: test.town), IntegrationService(town: test.town))
            let ofStaff = try await staff.tokens(by: .console)
            let ofSystems = try await integrations.tokens(by: .console)
            #expect(Set(ofStaff.compactMap(\.login)).count == 7)
            #expect(ofStaff.allSatisfy { $0.integration == nil })
            #expect(ofSystems.map(\.integration) == ["portal", "registry"])
            let gone = ServiceError.notFound("token that is valid")
            await #expect(throws: gone) { try await staff.revokeToken(ofSystems[0].tokenID, by: .console) }
            await #expect(throws: gone) { try await integrations.revokeToken(ofStaff[0].tokenID, by: .console) }
        }
    }

    @Test func onlyWhoManagesStaffManagesIntegrations() async throws {
        try await TestTown.with { test in
            let integrations = IntegrationService(town: test.town)
            for actor in [TestTown.coordinator, TestTown.registry, .anybody] {
                await #expect(throws: ServiceError.self) { try await integrations.integrations(by: actor) }
                await #expect(throws: ServiceError.self) { try await integrations.tokens(by: actor) }
                await #expect(throws: ServiceError.self) {
                    try await integrations.update("portal", IntegrationChange(active: false), by: actor)
                }
                await #expect(throws: ServiceError.self) {
                    try await integrations.issueToken(integration: "portal", label: "x", days: nil, by: actor)
                }
            }
        }
    }

    @Test func aSystemsWorkIsReadUnderItsName() async throws {
        try await TestTown.with { test in
            let receipt = try await test.submit("Холодно", house: 1, category: "heating.none")
            try await test.routeAll()
            let ticket = try await test.ticket(of: receipt)
            _ = try await TicketService(town: test.town).accept(ticket, by: TestTown.registry)
            let detail = try await QueueService(town: test.town).ticket(ticket, by: TestTown.anna)
            #expect(detail.events.map(\.by) == [nil, "Реестр"])
            #expect(detail.ticket.assignee == nil)
            await #expect(throws: ServiceError.forbidden("only staff can claim tickets")) {
                try await QueueService(town: test.town).claimNext(in: "teploset", by: TestTown.registry)
            }
        }
    }
}
