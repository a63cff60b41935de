import HTTPTypes
import Municipality
import Services

/// Appeals that could not be routed automatically.
enum TriageRoutes {
    static let all: [Route] = routes()

    @Routes private static func routes() -> [Route] {
        Route(
            .get,
            "/v1/triage",
            Operation(
                "listTriage",
                .coordination,
                "Appeals that could not be routed automatically, longest waiting first, with the reason."
            ),
            access: .staff(.triage),
            parameters: .after,
            .limit,
            answer: .ok(Page<TriageItem>.self, "A page.")
        ) { call in
            try await call.services.triage.list(after: try call[.after], limit: try call[.limit], by: call.actor)
        }
        Route(
            .post,
            "/v1/appeals/\(.number)/route",
            Operation("routeAppeal", .coordination, "Routes an appeal by hand."),
            access: .staff(.triage),
            body: .manualRouting,
            answer: .ok(AppealView.self, "The appeal."),
            conflicts: true
        ) { call, body in
            try await call.services.triage.route(
                try call[.number],
                to: body.organisation,
                category: body.category,
                note: body.note,
                by: call.actor
            )
        }
    }
}
