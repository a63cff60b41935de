extension Permission {
    /// Whether another system may hold it. What only the command line does is not given, and neither is what would let a
    /// system give itself the rest.
    public var isGivable: Bool {
        switch self {
        case .registerCalls, .setIdentity, .readAppeals, .seeContacts, .listAppeals, .mergeAppeals, .triage,
            .answerAppeals, .readQueues, .workTickets, .readContracts, .manageDirectory, .manageProjects,
            .readStatistics:
            true
        case .freezeStatistics, .manageModels, .importHistory, .manageStaff, .operateServer: false
        }
    }

    /// Those that another system may hold.
    public static let givable = allCases.filter(\.isGivable)
}
