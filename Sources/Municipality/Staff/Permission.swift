/// One thing that an actor may be allowed to do. Which roles hold which is the table in ``StaffRole/permissions``.
///
/// Actors that belong to an organisation hold a permission for its appeals, tickets and queue only.
public enum Permission: String, CaseIterable, Sendable, Codable {
    /// Register an appeal in a resident's name, through the channels of the staff.
    case registerCalls = "register_calls"
    /// Say how the author of an appeal was identified.
    case setIdentity = "set_identity"
    /// Read any appeal in full.
    case readAppeals = "read_appeals"
    /// Read names, telephone numbers and e-mail addresses of residents; without it they are masked.
    case seeContacts = "see_contacts"
    /// List all of the town's appeals.
    case listAppeals = "list_appeals"
    /// Join appeals about the same thing, and separate them.
    case mergeAppeals = "merge_appeals"
    /// See what the machine could not route, and route it.
    case triage
    /// Answer, close, reject, forward and comment appeals.
    case answerAppeals = "answer_appeals"
    /// Read and follow queues of tickets.
    case readQueues = "read_queues"
    /// Claim tickets and take them from step to step.
    case workTickets = "work_tickets"
    /// Read service contracts.
    case readContracts = "read_contracts"
    /// Create, change and import organisations, houses, categories and contracts.
    case manageDirectory = "manage_directory"
    /// Create and change city projects.
    case manageProjects = "manage_projects"
    /// Count a month.
    case readStatistics = "read_statistics"
    /// Freeze a month.
    case freezeStatistics = "freeze_statistics"
    /// Train, activate and replay routing models.
    case manageModels = "manage_models"
    /// Import another system's history.
    case importHistory = "import_history"
    /// Create users, lock them, and issue their tokens.
    case manageStaff = "manage_staff"
    /// Look after the queue of jobs, the schema and the towns of the database.
    case operateServer = "operate_server"
}
