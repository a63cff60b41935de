public import Municipality
import Store

/// A city project as a list shows it.
public struct ProjectSummary: Sendable {
    public let code: String
    public let title: String
    public let state: ProjectState
    /// Code of the organisation that leads the project.
    public let lead: String
    public let startsOn: Day
    public let endsOn: Day
    /// 0 to 100: the weighted mean of the milestones' progress.
    public let progress: Int

    init(_ row: ProjectStore.Row) {
        code = row.code
        title = row.title
        state = row.state
        lead = row.lead
        startsOn = row.startsOn
        endsOn = row.endsOn
        progress = row.progress
    }
}

/// A city project with its partners and milestones.
public struct Project: Sendable {
    public struct Partner: Sendable {
        public let organisation: String
        public let name: String
        public let sector: Sector
        public let role: String
    }

    public struct Milestone: Sendable {
        public let milestoneID: Int32
        public let title: String
        public let dueOn: Day
        public let weight: Int16
        public let progress: Int16
        public let doneOn: Day?
    }

    public let code: String
    public let title: String
    public let description: String
    public let state: ProjectState
    public let lead: String
    public let startsOn: Day
    public let endsOn: Day
    public let progress: Int
    public let partners: [Partner]
    public let milestones: [Milestone]
    /// How many appeals are linked to it.
    public let appeals: Int

    init(
        _ row: ProjectStore.Row,
        partners: [ProjectPartStore.Partner],
        milestones: [ProjectPartStore.Milestone]
    ) {
        code = row.code
        title = row.title
        description = row.description
        state = row.state
        lead = row.lead
        startsOn = row.startsOn
        endsOn = row.endsOn
        progress = row.progress
        appeals = row.appeals
        self.partners = partners.map {
            Partner(organisation: $0.organisation, name: $0.name, sector: $0.sector, role: $0.role)
        }
        self.milestones = milestones.map {
            Milestone(
                milestoneID: $0.id,
                title: $0.title,
                dueOn: $0.dueOn,
                weight: $0.weight,
                progress: $0.progress,
                doneOn: $0.doneOn
            )
        }
    }
}
