/// The name of an operation in the document, and its group.
struct Operation: Sendable {
    let id: String
    let tag: Tag
    let summary: String

    enum Tag: String, CaseIterable, Sendable {
        case residents, dispatch, coordination, directory, projects, staff, server

        var about: String {
            switch self {
            case .residents: "Open to everybody. An appeal's history requires its follow-up code."
            case .dispatch: "The queues and tickets of organisations, for their dispatchers and for coordinators."
            case .coordination: "Triage, answers and closing, for coordinators and administrators."
            case .directory: "Organisations, houses, categories and contracts; managed by administrators."
            case .projects: "City projects of partners from the three sectors."
            case .staff: "The town's staff, the integrations, and the tokens of both; for administrators."
            case .server: "The server itself."
            }
        }
    }

    init(_ id: String, _ tag: Tag, _ summary: String) {
        self.id = id
        self.tag = tag
        self.summary = summary
    }
}
