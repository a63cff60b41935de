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

    /// The permissions that an integration may hold.
    public static let givable = allCases.filter(\.isGivable)
}
