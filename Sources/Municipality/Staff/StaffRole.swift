/// What a member of staff works as. What each role may do is the table in ``permissions``.
public enum StaffRole: String, CaseIterable, Sendable, Codable {
    /// Registers what residents say by telephone, in person or by post.
    case `operator`
    /// Works the tickets of one organisation and sees no other's.
    case dispatcher
    /// Answers for the tickets of one organisation, refuted ones first.
    case head
    /// Triages, routes, answers and closes; runs projects.
    case coordinator
    /// Sets up organisations, houses, contracts, categories and staff, and may do a coordinator's work.
    case administrator

    /// Whether the role is held in one organisation, to whose work it is limited.
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
            // Whoever sets up the system need not read how residents are reached.
            Set(Permission.allCases).subtracting([.seeContacts])
        }
    }
}
