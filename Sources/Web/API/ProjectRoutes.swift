import HTTPTypes
import Municipality
import Services

/// City projects.
enum ProjectRoutes {
    static let all: [Route] = projects() + parts()

    @Routes private static func projects() -> [Route] {
        Route(
            .get,
            "/v1/projects",
            Operation("listProjects", .projects, "The city projects with their progress."),
            access: .anybody,
            answer: .ok(Listing<ProjectSummary>.self, "All of them.")
        ) { call in Listing(items: try await call.services.projects.all()) }
        Route(
            .post,
            "/v1/projects",
            Operation("createProject", .projects, "Begins a project."),
            access: .staff(.manageProjects),
            body: .newProject,
            answer: .created(Project.self, "The project is created."),
            conflicts: true
        ) { call, draft in try await call.services.projects.create(draft, by: call.actor) }
        Route(
            .get,
            "/v1/projects/\(.project)",
            Operation("showProject", .projects, "A project with its partners and milestones."),
            access: .anybody,
            answer: .ok(Project.self, "The project.")
        ) { call in try await call.services.projects.project(try call[.project]) }
        Route(
            .patch,
            "/v1/projects/\(.project)",
            Operation("updateProject", .projects, "Changes the given fields."),
            access: .staff(.manageProjects),
            body: .projectChange,
            answer: .ok(Project.self, "The project.")
        ) { call, draft in try await call.services.projects.update(try call[.project], draft, by: call.actor) }
    }

    @Routes private static func parts() -> [Route] {
        Route(
            .post,
            "/v1/projects/\(.project)/milestones",
            Operation("addMilestone", .projects, "Adds a milestone."),
            access: .staff(.manageProjects),
            body: .newMilestone,
            answer: .created(Project.self, "The project."),
            conflicts: true
        ) { call, draft in
            try await call.services.projects.addMilestone(to: try call[.project], draft, by: call.actor)
        }
        Route(
            .patch,
            "/v1/projects/\(.project)/milestones/\(.milestone)",
            Operation("updateMilestone", .projects, "Changes the given fields, such as the progress."),
            access: .staff(.manageProjects),
            body: .milestoneChange,
            answer: .ok(Project.self, "The project."),
            conflicts: true
        ) { call, draft in
            try await call.services.projects.updateMilestone(
                try call[.milestone],
                of: try call[.project],
                draft,
                by: call.actor
            )
        }
        Route(
            .post,
            "/v1/projects/\(.project)/partners",
            Operation("addPartner", .projects, "Adds an organisation as a partner, or changes its role."),
            access: .staff(.manageProjects),
            body: .newPartner,
            answer: .noContent("It is a partner.")
        ) { call, body in
            try await call.services.projects.addPartner(
                body.organisation,
                role: body.role,
                to: try call[.project],
                by: call.actor
            )
        }
        Route(
            .post,
            "/v1/projects/\(.project)/appeals",
            Operation("linkAppeal", .projects, "Links an appeal to the project."),
            access: .staff(.manageProjects),
            body: .appealLink,
            answer: .noContent("It is linked.")
        ) { call, body in
            guard let number = AppealNumber(parsing: body.number) else {
                throw ServiceError.invalid("number", "is not the number of an appeal")
            }
            try await call.services.projects.link(number, to: try call[.project], by: call.actor)
        }
        Route(
            .delete,
            "/v1/projects/\(.project)/appeals/\(.number)",
            Operation("unlinkAppeal", .projects, "Unlinks an appeal."),
            access: .staff(.manageProjects),
            answer: .noContent("It is unlinked.")
        ) { call in
            try await call.services.projects.unlink(try call[.number], from: try call[.project], by: call.actor)
        }
    }
}
