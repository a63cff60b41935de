public import Municipality
import Postgres
import Spreadsheet
import Store

extension ProjectService {
    /// Imports projects (`code,title,description,lead,starts_on,ends_on`, optional `state`), their milestones
    /// (`project,title,due_on,weight,progress`) and partners (`project,organisation,role`). Each file is imported
    /// completely or not at all. Importing the same files again changes nothing.
    public func importProjects(
        from path: String,
        milestones: String?,
        partners: String?,
        by actor: Actor
    ) async throws -> [ImportReport] {
        try actor.require(.manageProjects)
        var reports = [try await importProjects(path, by: actor)]
        if let milestones { reports.append(try await importMilestones(milestones, by: actor)) }
        if let partners { reports.append(try await importPartners(partners, by: actor)) }
        return reports
    }

    private func importProjects(_ path: String, by actor: Actor) async throws -> ImportReport {
        let table = table(ProjectStore.Values.self, path, ["code", "title", "lead", "starts_on", "ends_on"])
        return try await table.run(in: town, by: actor) { reader, _ in
            let state = reader.text("state").map(ProjectState.init(rawValue:))
            if case .some(nil) = state { reader.fail("state", "is not one of planned, active, done, cancelled") }
            guard let code = reader.slug("code"), let startsOn = reader.day("starts_on"),
                let endsOn = reader.day("ends_on")
            else { return nil }
            if endsOn < startsOn { reader.fail("ends_on", "is before starts_on") }
            return ProjectStore.Values(
                code: code,
                title: reader.required("title", limit: 300),
                description: reader.text("description", limit: 10_000) ?? "",
                state: (state ?? .active) ?? .active,
                lead: reader.required("lead", limit: 63),
                startsOn: startsOn,
                endsOn: endsOn
            )
        } store: { rows, report, session in
            for row in rows {
                guard try await ProjectStore.save(row, in: session) else {
                    throw ServiceError.invalid("lead", "«\(row.lead)» is not an organisation of the town")
                }
                report.inserted += 1
            }
        }
    }

    private func importMilestones(_ path: String, by actor: Actor) async throws -> ImportReport {
        typealias Values = (project: String, title: String, dueOn: Day, weight: Int16, progress: Int16)
        return try await table(Values.self, path, ["project", "title", "due_on"]).run(in: town, by: actor) {
            reader,
            _ in
            guard let dueOn = reader.day("due_on") else { return nil }
            return (
                reader.required("project", limit: 63), reader.required("title", limit: 300), dueOn,
                reader.number("weight", in: Int16(1)...100) ?? 1, reader.number("progress", in: Int16(0)...100) ?? 0
            )
        } store: { rows, report, session in
            for row in rows {
                try await ProjectPartStore.saveMilestone(
                    title: row.title,
                    dueOn: row.dueOn,
                    weight: row.weight,
                    progress: row.progress,
                    today: today,
                    of: try await self.row(row.project, in: session).id,
                    in: session
                )
                report.inserted += 1
            }
        }
    }

    private func importPartners(_ path: String, by actor: Actor) async throws -> ImportReport {
        typealias Values = (project: String, organisation: String, role: String)
        return try await table(Values.self, path, ["project", "organisation", "role"]).run(in: town, by: actor) {
            reader,
            _ in
            (
                reader.required("project", limit: 63), reader.required("organisation", limit: 63),
                reader.required("role", limit: 300)
            )
        } store: { rows, report, session in
            for row in rows {
                let project = try await self.row(row.project, in: session).id
                guard
                    try await ProjectPartStore.savePartner(
                        row.organisation,
                        role: row.role,
                        of: project,
                        in: session
                    )
                else {
                    throw ServiceError.invalid(
                        "organisation",
                        "«\(row.organisation)» is not an organisation of the town"
                    )
                }
                report.inserted += 1
            }
        }
    }

    private func table<Values>(_ type: Values.Type, _ path: String, _ columns: [String]) -> TableImport<Values> {
        TableImport(path: path, options: ImportOptions(), columns: columns) { _ in }
    }
}
