import HTTPTypes
import Municipality
import Services

/// Who works for the town, and their tokens.
enum StaffRoutes {
    static let all: [Route] = users() + tokens()

    @Routes private static func users() -> [Route] {
        Route(
            .get,
            "/v1/staff",
            Operation("listStaff", .staff, "Everybody who works for the town, in order of their logins."),
            access: .staff(.manageStaff),
            answer: .ok(Listing<StaffUser>.self, "All of them.")
        ) { call in Listing(items: try await call.services.staff.users(by: call.actor)) }
        Route(
            .post,
            "/v1/staff",
            Operation("createStaffUser", .staff, "Adds a member of staff."),
            access: .staff(.manageStaff),
            body: .newStaffUser,
            answer: .created(StaffUser.self, "The user is added."),
            conflicts: true
        ) { call, body in
            try await call.services.staff.create(
                login: body.login,
                name: body.name,
                role: body.role,
                organisation: body.organisation,
                by: call.actor
            )
        }
        Route(
            .patch,
            "/v1/staff/\(.login)",
            Operation(
                "updateStaffUser",
                .staff,
                "Changes the fields that are given: the name, the role, the organisation, or whether tokens are accepted."
            ),
            access: .staff(.manageStaff),
            body: .staffChange,
            answer: .ok(StaffUser.self, "The user.")
        ) { call, change in try await call.services.staff.update(try call[.login], change, by: call.actor) }
    }

    @Routes private static func tokens() -> [Route] {
        Route(
            .get,
            "/v1/staff/\(.login)/tokens",
            Operation("listTokens", .staff, "A user's tokens, without their secrets, and when each was last used."),
            access: .staff(.manageStaff),
            answer: .ok(Listing<Token>.self, "All of them.")
        ) { call in
            Listing(items: try await call.services.staff.tokens(of: try call[.login], by: call.actor))
        }
        Route(
            .post,
            "/v1/staff/\(.login)/tokens",
            Operation("issueToken", .staff, "Issues a token. Its secret is shown this once."),
            access: .staff(.manageStaff),
            body: .newToken,
            answer: .created(IssuedToken.self, "It is issued.")
        ) { call, body in
            try await call.services.staff.issueToken(
                login: try call[.login],
                label: body.label,
                days: body.days,
                by: call.actor
            )
        }
        Route(
            .delete,
            "/v1/staff/tokens/\(.token)",
            Operation("revokeToken", .staff, "Makes a token invalid at once."),
            access: .staff(.manageStaff),
            answer: .noContent("It is invalid.")
        ) { call in try await call.services.staff.revokeToken(try call[.token], by: call.actor) }
    }
}
