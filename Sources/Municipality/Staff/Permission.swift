/// One thing that an actor may be allowed to do. The table of roles and permissions is ``StaffRole/permissions``.
///
/// An actor of an organisation holds a permission only for its appeals, tickets and queue.
public enum Permission: String, CaseIterable, Sendable, Codable {
    /// Register an appeal on behalf of a resident, through the channels of the staff.
    case registerCalls = "register_calls"
    /// Set how the author of an appeal was identified.
    case setIdentity = "set_identity"
    /// Read any appeal in full.
    case readAppeals = "read_appeals"
    /// Read names, telephone numbers and e-mail addresses of residents; without it they are masked.
    case seeContacts = "see_contacts"
    /// List all of the town's appeals.
    case listAppeals = "list_appeals"
    /// Merge appeals about the same thing, and separate them.
    case mergeAppeals = "merge_appeals"
    /// See appeals that could not be routed automatically, and route them.
    case triage
    /// Answer, close, reject, forward and comment appeals.
    case answerAppeals = "answer_appeals"
    /// Read and follow queues of tickets.
    case readQueues = "read_queues"
    /// Claim tickets and move them from state to state.
    case workTickets = "work_tickets"
    /// Read service contracts.
    case readContracts = "read_contracts"
    /// Create, change and import organisations, houses, categories and contracts.
    case manageDirectory = "manage_directory"
    /// Create and change city projects.
    case manageProjects = "manage_projects"
    /// Calculate a month.
    case readStatistics = "read_statistics"
    /// Freeze a month.
    case freezeStatistics = "freeze_statistics"
    /// Train, activate and replay routing models.
    case manageModels = "manage_models"
    /// Import another system's history.
    case importHistory = "import_history"
    /// Create users and integrations, lock them, and issue their tokens.
    case manageStaff = "manage_staff"
    /// Look after the queue of jobs, the schema and the towns of the database.
    case operateServer = "operate_server"
}
