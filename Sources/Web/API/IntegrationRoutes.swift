import HTTPTypes
import Municipality
import Services

/// Integrations and their tokens.
enum IntegrationRoutes {
    static let all: [Route] = integrations() + tokens()

    @Routes private static func integrations() -> [Route] {
        Route(
            .get,
            "/v1/integrations",
            Operation("listIntegrations", .staff, "All integrations (other systems that call the API), by code."),
            access: .staff(.manageStaff),
            answer: .ok(Listing<Integration>.self, "The integrations.")
        ) { call in Listing(items: try await call.services.integrations.integrations(by: call.actor)) }
        Route(
            .post,
            "/v1/integrations",
            Operation("createIntegration", .staff, "Adds an integration with its permissions."),
            access: .staff(.manageStaff),
            body: .newIntegration,
            answer: .created(Integration.self, "The new integration."),
            conflicts: true
        ) { call, body in
            try await call.services.integrations.create(
                code: body.code,
                name: body.name,
                permissions: body.permissions,
                by: call.actor
            )
        }
        Route(
            .patch,
            "/v1/integrations/\(.integration)",
            Operation(
                "updateIntegration",
                .staff,
                "Changes the fields that are given: the name, the permissions, or whether tokens are accepted."
            ),
            access: .staff(.manageStaff),
            body: .integrationChange,
            answer: .ok(Integration.self, "The integration.")
        ) { call, change in
            try await call.services.integrations.update(try call[.integration], change, by: call.actor)
        }
    }

    @Routes private static func tokens() -> [Route] {
        Route(
            .get,
            "/v1/integrations/\(.integration)/tokens",
            Operation(
                "listIntegrationTokens",
                .staff,
                "An integration's tokens, without their secrets, and when each was last used."
            ),
            access: .staff(.manageStaff),
            answer: .ok(Listing<Token>.self, "All of them.")
        ) { call in
            Listing(items: try await call.services.integrations.tokens(of: try call[.integration], by: call.actor))
        }
        Route(
            .post,
            "/v1/integrations/\(.integration)/tokens",
            Operation("issueIntegrationToken", .staff, "Issues a token. Its secret is shown only once."),
            access: .staff(.manageStaff),
            body: .newToken,
            answer: .created(IssuedToken.self, "It is issued.")
        ) { call, body in
            try await call.services.integrations.issueToken(
                integration: try call[.integration],
                label: body.label,
                days: body.days,
                by: call.actor
            )
        }
        Route(
            .delete,
            "/v1/integrations/tokens/\(.token)",
            Operation("revokeIntegrationToken", .staff, "Makes a token invalid at once."),
            access: .staff(.manageStaff),
            answer: .noContent("It is invalid.")
        ) { call in try await call.services.integrations.revokeToken(try call[.token], by: call.actor) }
    }
}
