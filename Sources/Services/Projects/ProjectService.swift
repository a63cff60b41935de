public import Municipality
import Postgres
import Store

/// City projects: readable by everyone, managed by coordinators and administrators.
public struct ProjectService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// In order of their first days.
    public func all() async throws -> [ProjectSummary] {
        try await town.read(by: .anybody) { session in
            try await ProjectStore.all(in: session).map(ProjectSummary.init)
        }
    }

    public func project(_ code: String) async throws -> Project {
        try await town.read(by: .anybody) { session in try await view(code, in: session) }
    }

    public func create(_ draft: ProjectDraft, by actor: Actor) async throws -> Project {
        try actor.require(.manageProjects)
        return try await town.write(by: actor) { session in
            let values = try values(of: draft, old: nil)
            if try await ProjectStore.project(values.code.rawValue, in: session) != nil {
                throw ServiceError.conflict("there is a project with the code \(values.code.rawValue)")
            }
            return try await save(values, in: session)
        }
    }

    public func update(_ code: String, _ draft: ProjectDraft, by actor: Actor) async throws -> Project {
        try actor.require(.manageProjects)
        return try await town.write(by: actor) { session in
            let old = try await row(code, in: session)
            if let new = draft.code, new != code { throw ServiceError.invalid("code", "cannot be changed") }
            return try await save(try values(of: draft, old: old), in: session)
        }
    }

    public func addMilestone(to code: String, _ draft: MilestoneDraft, by actor: Actor) async throws -> Project {
        try actor.require(.manageProjects)
        var check = FieldCheck()
        let title = check.requiredText(draft.title, "title", limit: 300)
        if draft.dueOn == nil { check.fail("due_on", "is required") }
        check.milestone(draft)
        try check.finish()
        guard let dueOn = draft.dueOn else { throw ServiceError.invalid("due_on", "is required") }
        return try await town.write(by: actor) { session in
            let project = try await row(code, in: session)
            let titles = try await ProjectPartStore.milestones(of: project.id, in: session)
            guard !titles.contains(where: { $0.title == title }) else {
                throw ServiceError.conflict("the project has a milestone of this title")
            }
            try await ProjectPartStore.saveMilestone(
                title: title,
                dueOn: dueOn,
                weight: draft.weight ?? 1,
                progress: draft.progress ?? 0,
                today: today,
                of: project.id,
                in: session
            )
            return try await view(code, in: session)
        }
    }

    public func updateMilestone(
        _ milestone: Int32,
        of code: String,
        _ draft: MilestoneDraft,
        by actor: Actor
    ) async throws -> Project {
        try actor.require(.manageProjects)
        var check = FieldCheck()
        let title = try draft.title.map { given throws(ServiceError) in
            check.requiredText(given, "title", limit: 300)
        }
        check.milestone(draft)
        try check.finish()
        return try await town.write(by: actor) { session in
            let project = try await row(code, in: session)
            let exists = try await conflict(
                on: ["project_milestones_title_key": "the project has a milestone of this title"]
            ) {
                try await ProjectPartStore.updateMilestone(
                    milestone,
                    title: title,
                    dueOn: draft.dueOn,
                    weight: draft.weight,
                    progress: draft.progress,
                    today: today,
                    of: project.id,
                    in: session
                )
            }
            guard exists else { throw ServiceError.notFound("milestone") }
            return try await view(code, in: session)
        }
    }

    /// Adds an organisation as a partner, or changes its role.
    public func addPartner(
        _ organisation: String,
        role: String,
        to code: String,
        by actor: Actor
    ) async throws {
        try actor.require(.manageProjects)
        var check = FieldCheck()
        let role = check.requiredText(role, "role", limit: 300)
        try check.finish()
        try await town.write(by: actor) { session in
            let project = try await row(code, in: session)
            guard
                try await ProjectPartStore.savePartner(
                    organisation,
                    role: role,
                    of: project.id,
                    in: session
                )
            else { throw ServiceError.invalid("organisation", "does not exist in the town") }
        }
    }

    public func link(_ number: AppealNumber, to code: String, by actor: Actor) async throws {
        try actor.require(.manageProjects)
        try await town.write(by: actor) { session in
            let project = try await row(code, in: session)
            guard let appeal = town.numbering.appeal(of: number),
                try await ProjectPartStore.link(appeal, to: project.id, in: session)
            else {
                throw ServiceError.notFound("appeal")
            }
        }
    }

    public func unlink(_ number: AppealNumber, from code: String, by actor: Actor) async throws {
        try actor.require(.manageProjects)
        try await town.write(by: actor) { session in
            let project = try await row(code, in: session)
            guard let appeal = town.numbering.appeal(of: number),
                try await ProjectPartStore.unlink(appeal, from: project.id, in: session)
            else {
                throw ServiceError.notFound("appeal linked to the project")
            }
        }
    }

    // MARK: Parts

    var today: Day { Day(of: town.now, in: town.timeZone) }

    func row(_ code: String, in session: TownSession) async throws -> ProjectStore.Row {
        guard let row = try await ProjectStore.project(code, in: session) else {
            throw ServiceError.notFound("project")
        }
        return row
    }

    private func view(_ code: String, in session: TownSession) async throws -> Project {
        let row = try await row(code, in: session)
        return Project(
            row,
            partners: try await ProjectPartStore.partners(of: row.id, in: session),
            milestones: try await ProjectPartStore.milestones(of: row.id, in: session)
        )
    }

    private func save(_ values: ProjectStore.Values, in session: TownSession) async throws -> Project {
        guard try await ProjectStore.save(values, in: session) else {
            throw ServiceError.invalid("lead", "does not exist in the town")
        }
        return try await view(values.code.rawValue, in: session)
    }

    private func values(of draft: ProjectDraft, old: ProjectStore.Row?) throws(ServiceError) -> ProjectStore.Values {
        var check = FieldCheck()
        let title = check.requiredText(draft.title ?? old?.title, "title", limit: 300)
        let description = check.text(draft.description ?? old?.description, "description", limit: 10_000) ?? ""
        let lead = check.requiredText(draft.lead ?? old?.lead, "lead", limit: 63)
        let code = Slug(rawValue: draft.code ?? old?.code ?? "")
        if code == nil { check.fail("code", Towns.slugRule) }
        let startsOn = draft.startsOn ?? old?.startsOn
        let endsOn = draft.endsOn ?? old?.endsOn
        if startsOn == nil { check.fail("starts_on", "is required") }
        if endsOn == nil { check.fail("ends_on", "is required") }
        if let startsOn { check.dates(startsOn, endsOn, ("starts_on", "ends_on")) }
        try check.finish()
        guard let code, let startsOn, let endsOn else { throw .invalid("code", Towns.slugRule) }
        return ProjectStore.Values(
            code: code,
            title: title,
            description: description,
            state: draft.state ?? old?.state ?? .planned,
            lead: lead,
            startsOn: startsOn,
            endsOn: endsOn
        )
    }
}

extension FieldCheck {
    mutating func milestone(_ draft: MilestoneDraft) {
        if let weight = draft.weight, !(1...100).contains(weight) { fail("weight", "is 1 to 100") }
        if let progress = draft.progress, !(0...100).contains(progress) { fail("progress", "is 0 to 100") }
        if let dueOn = draft.dueOn { dates(dueOn, nil, ("due_on", "due_on")) }
    }
}
