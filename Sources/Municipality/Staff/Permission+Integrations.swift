extension Permission {
    /// Whether an integration may hold it. It may not hold what only the command line uses, nor what would let it give
    /// itself more permissions.
    public var isGivable: Bool {
        switch self {
        case .registerCalls, .setIdentity, .readAppeals, .seeContacts, .listAppeals, .mergeAppeals, .triage,
            .answerAppeals, .readQueues, .workTickets, .readContracts, .manageDirectory, .manageProjects,
            .readStatistics:
            true
        case .freezeStatistics, .manageModels, .importHistory, .manageStaff, .operateServer: false
        }
    }

    /// What an integration must hold as well, because the answers show it.
    public var prerequisite: Permission? {
        switch self {
        case .listAppeals, .mergeAppeals, .triage, .answerAppeals: .readAppeals
        case .workTickets: .readQueues
        default: nil
        }
    }

    /// The permissions that an integration may hold.
    public static let givable = allCases.filter(\.isGivable)
}
