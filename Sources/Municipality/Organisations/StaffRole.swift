/// What a member of staff may do.
public enum StaffRole: String, CaseIterable, Sendable, Codable {
    /// Works the tickets of one organisation and sees no other's.
    case dispatcher
    /// Triages, routes, answers and closes; runs projects.
    case coordinator
    /// Everything a coordinator may, and sets up organisations, houses, contracts, categories and staff.
    case administrator
}
