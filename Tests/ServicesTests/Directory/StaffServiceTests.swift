import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

@Suite struct StaffServiceTests {
    @Test func aTokenIsValidUntilItExpiresOrIsRevoked() async throws {
        let clock = MovableClock()
        try await TestTown.with(clock: { clock.now }) { test in
            let staff = StaffService(town: test.town)
            let tokens = TokenService(town: test.town)
            let token = try await staff.issueToken(login: "anna", label: "доска", days: 2, by: TestTown.administrator)
                .secret
            #expect(token.wholeMatch(of: /zt_[a-z2-9]{32}/) != nil)
            #expect(try await tokens.authenticate(token)?.organisation?.code.rawValue == "teploset")
            #expect(try await tokens.authenticate(token + "x") == nil)
            // Only its hash is kept.
            #expect(try await test.count("api_tokens WHERE position('\(token)' IN api_tokens::text) > 0") == 0)
            clock.advance(by: 2 * 86_400 + 1)
            #expect(try await tokens.authenticate(token) == nil)

            let other = try await staff.issueToken(login: "anna", label: "x", days: nil, by: .console).secret
            let id = try #require(try await staff.tokens(by: .console).last?.tokenID)
            try await staff.revokeToken(id, by: .console)
            #expect(try await tokens.authenticate(other) == nil)
            await #expect(throws: ServiceError.notFound("token that is valid")) {
                try await staff.revokeToken(id, by: .console)
            }
        }
    }

    @Test func theTokensOfADeactivatedUserAreRefused() async throws {
        try await TestTown.with { test in
            let staff = StaffService(town: test.town)
            let tokens = TokenService(town: test.town)
            #expect(try await tokens.authenticate(TestTown.token(of: "boris"))?.id == TestTown.boris.id)
            try await staff.setActive(false, login: "boris", by: .console)
            #expect(try await tokens.authenticate(TestTown.token(of: "boris")) == nil)
            try await staff.setActive(true, login: "boris", by: .console)
            #expect(try await tokens.authenticate(TestTown.token(of: "boris")) != nil)
        }
    }

    @Test func dispatchersAndHeadsRequireAnOrganisationAndOthersHaveNone() async throws {
        try await TestTown.with { test in
            let staff = StaffService(town: test.town)
            await #expect(
                throws: ServiceError.invalid(
                    "organisation",
                    "is required for dispatchers and heads, and only for them"
                )
            ) {
                try await staff.create(login: "x", name: "X", role: .dispatcher, organisation: nil, by: .console)
            }
            await #expect(throws: ServiceError.invalid("organisation", "does not exist in the town")) {
                try await staff.create(login: "x", name: "X", role: .dispatcher, organisation: "no", by: .console)
            }
            await #expect(throws: ServiceError.conflict("there is a user with the login anna")) {
                try await staff.create(
                    login: "anna",
                    name: "A",
                    role: .coordinator,
                    organisation: nil,
                    by: .console
                )
            }
            await #expect(
                throws: ServiceError.forbidden(
                    "this needs the permission manage_staff, held by: administrator"
                )
            ) {
                try await staff.create(
                    login: "x",
                    name: "X",
                    role: .administrator,
                    organisation: nil,
                    by: TestTown.coordinator
                )
            }
            let made = try await staff.create(
                login: "x",
                name: "X",
                role: .dispatcher,
                organisation: "tos",
                by: TestTown.administrator
            )
            #expect(made.organisation == "tos")
        }
    }

    @Test func theUseOfATokenIsStoredAtMostOnceAMinute() async throws {
        let clock = MovableClock()
        try await TestTown.with(clock: { clock.now }) { test in
            let staff = StaffService(town: test.town)
            let tokens = TokenService(town: test.town)
            let issued = try await staff.issueToken(login: "vera", label: "x", days: nil, by: .console)
            #expect(issued.token.lastUsedAt == nil)
            func lastUse() async throws -> Date? {
                try await staff.tokens(of: "vera", by: .console).last?.lastUsedAt
            }
            _ = try await tokens.authenticate(issued.secret)
            let first = try #require(try await lastUse())
            clock.advance(by: 59)
            _ = try await tokens.authenticate(issued.secret)
            #expect(try await lastUse() == first)
            clock.advance(by: 1)
            _ = try await tokens.authenticate(issued.secret)
            #expect(try await lastUse() == first.addingTimeInterval(60))
        }
    }

    @Test func aUserChangesRoleAndOrganisation() async throws {
        try await TestTown.with { test in
            let staff = StaffService(town: test.town)
            func change(_ fill: (inout StaffChange) -> Void) -> StaffChange {
                var change = StaffChange()
                fill(&change)
                return change
            }
            let head = try await staff.update("anna", change { $0.role = .head }, by: .console)
            #expect(head.role == .head)
            #expect(head.organisation == "teploset")
            let coordinator = try await staff.update("anna", change { $0.role = .coordinator }, by: .console)
            #expect(coordinator.organisation == nil)
            await #expect(throws: ServiceError.self) {
                try await staff.update("anna", change { $0.role = .dispatcher }, by: .console)
            }
            let moved = try await staff.update(
                "anna",
                change { ($0.role, $0.organisation, $0.name) = (.dispatcher, "tos", "Анна П.") },
                by: .console
            )
            #expect(moved.organisation == "tos")
            #expect(moved.name == "Анна П.")
            await #expect(throws: ServiceError.invalid("organisation", "does not exist in the town")) {
                try await staff.update("anna", change { $0.organisation = "no" }, by: .console)
            }
            await #expect(throws: ServiceError.notFound("user")) {
                try await staff.update("nobody", change { $0.active = false }, by: .console)
            }
        }
    }
}
