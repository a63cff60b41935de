import HTTPTypes
import Hummingbird
import Municipality
import Services

/// City projects.
struct ProjectController: Sendable {
    let projects: ProjectService

    var routes: [Route] {
        [
            .get("/v1/projects") { _ in try JSON.response(Listing(items: try await projects.all())) },
            .post("/v1/projects", create),
            .get("/v1/projects/{project}") { call in
                try JSON.response(try await projects.project(try call.text("project")))
            },
            .patch("/v1/projects/{project}", update),
            .post("/v1/projects/{project}/milestones", addMilestone),
            .patch("/v1/projects/{project}/milestones/{milestone_id}", updateMilestone),
            .post("/v1/projects/{project}/partners", addPartner),
            .post("/v1/projects/{project}/appeals", link),
            .delete("/v1/projects/{project}/appeals/{number}", unlink),
        ]
    }

    @Sendable func create(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        return try JSON.response(try await projects.create(try await call.body(), by: actor), status: .created)
    }

    @Sendable func update(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        return try JSON.response(
            try await projects.update(try call.text("project"), try await call.body(), by: actor)
        )
    }

    @Sendable func addMilestone(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        return try JSON.response(
            try await projects.addMilestone(to: try call.text("project"), try await call.body(), by: actor),
            status: .created
        )
    }

    @Sendable func updateMilestone(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        return try JSON.response(
            try await projects.updateMilestone(
                try call.integer("milestone_id"),
                of: try call.text("project"),
                try await call.body(),
                by: actor
            )
        )
    }

    @Sendable func addPartner(_ call: Call) async throws -> Response {
        struct Body: Decodable {
            let organisation: String
            let role: String
        }
        let actor = try await call.actor()
        let body: Body = try await call.body()
        try await projects.addPartner(body.organisation, role: body.role, to: try call.text("project"), by: actor)
        return Response(status: .noContent)
    }

    @Sendable func link(_ call: Call) async throws -> Response {
        struct Body: Decodable { let number: String }
        let actor = try await call.actor()
        let body: Body = try await call.body()
        guard let number = AppealNumber(parsing: body.number) else {
            throw ServiceError.invalid("number", "is not the number of an appeal")
        }
        try await projects.link(number, to: try call.text("project"), by: actor)
        return Response(status: .noContent)
    }

    @Sendable func unlink(_ call: Call) async throws -> Response {
        let actor = try await call.actor()
        try await projects.unlink(try call.number(), from: try call.text("project"), by: actor)
        return Response(status: .noContent)
    }
}
