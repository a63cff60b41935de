import Hummingbird
import Services

/// Appeals that the machine could not route.
struct TriageController: Sendable {
    let triage: TriageService

    var routes: [Route] {
        [
            .get("/v1/triage", list),
            .post("/v1/appeals/{number}/route", route),
        ]
    }

    @Sendable func list(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        return try JSON.response(try await triage.list(after: try call.after(), limit: try call.limit(), by: actor))
    }

    @Sendable func route(_ call: Call) async throws -> Response {
        struct Body: Decodable {
            let organisation: String?
            let category: String?
            let note: String?
        }
        let actor = try await call.actor()
        let body: Body = try await call.body()
        return try JSON.response(
            try await triage.route(
                try call.number(),
                to: body.organisation,
                category: body.category,
                note: body.note,
                by: actor
            )
        )
    }
}
