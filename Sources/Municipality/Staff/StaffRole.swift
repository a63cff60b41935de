/// The job of a member of staff. The permissions of each role are the table ``permissions``.
public enum StaffRole: String, CaseIterable, Sendable, Codable {
    /// Registers what residents report by telephone, in person or by post.
    case `operator`
    /// Works on the tickets of one organisation and sees no others.
    case dispatcher
    /// Responsible for the tickets of one organisation, refuted ones first.
    case head
    /// Triages, routes, answers and closes; runs projects.
    case coordinator
    /// Sets up organisations, houses, contracts, categories and staff, and may do a coordinator's work.
    case administrator

    /// Whether the role belongs to one organisation, to whose work it is limited.
    public var belongsToOrganisation: Bool { self == .dispatcher || self == .head }

    public var permissions: Set<Permission> {
        switch self {
        case .operator:
            [.registerCalls, .setIdentity, .readAppeals, .seeContacts, .readQueues]
        case .dispatcher, .head:
            [.readAppeals, .seeContacts, .mergeAppeals, .readQueues, .workTickets]
        case .coordinator:
            [
                .registerCalls, .setIdentity, .readAppeals, .seeContacts, .listAppeals, .mergeAppeals, .triage,
                .answerAppeals, .readQueues, .workTickets, .readContracts, .manageProjects, .readStatistics,
            ]
        case .administrator:
            // Setting up the system does not require reading residents' contacts.
            Set(Permission.allCases).subtracting([.seeContacts])
        }
    }
}
