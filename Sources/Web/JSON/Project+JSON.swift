public import JSONText
public import Services

extension ProjectSummary: JSONListed {
    public static var listed: String { "Project" }

    public static let members = JSONMembers<ProjectSummary>("ProjectSummary") {
        JSONMember("code") { $0.code }
        JSONMember("title") { $0.title }
        JSONMember("state") { $0.state }
        JSONMember("lead", "Code of the organisation that leads it.") { $0.lead }
        JSONMember("starts_on") { $0.startsOn }
        JSONMember("ends_on") { $0.endsOn }
        JSONMember("progress", "The weighted mean of the milestones.", .minimum(0), .maximum(100)) { $0.progress }
    }
}

extension Project: JSONObject {
    public static let members = JSONMembers<Project>("Project") {
        JSONMember("code") { $0.code }
        JSONMember("title") { $0.title }
        JSONMember("description") { $0.description }
        JSONMember("state") { $0.state }
        JSONMember("lead", "Code of the organisation that leads it.") { $0.lead }
        JSONMember("starts_on") { $0.startsOn }
        JSONMember("ends_on") { $0.endsOn }
        JSONMember("progress", "The weighted mean of the milestones.", .minimum(0), .maximum(100)) { $0.progress }
        JSONMember("partners") { $0.partners }
        JSONMember("milestones") { $0.milestones }
        JSONMember("appeals", "How many appeals are linked to it.") { $0.appeals }
    }
}

extension Project.Partner: JSONObject {
    public static let members = JSONMembers<Project.Partner>("Partner") {
        JSONMember("organisation") { $0.organisation }
        JSONMember("name") { $0.name }
        JSONMember("sector") { $0.sector }
        JSONMember("role") { $0.role }
    }
}

extension Project.Milestone: JSONObject {
    public static let members = JSONMembers<Project.Milestone>("Milestone") {
        JSONMember("milestone_id") { $0.milestoneID }
        JSONMember("title") { $0.title }
        JSONMember("due_on") { $0.dueOn }
        JSONMember("weight") { $0.weight }
        JSONMember("progress") { $0.progress }
        JSONMember("done_on") { $0.doneOn }
    }
}
