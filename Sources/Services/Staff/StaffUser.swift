public import Municipality
import Store

/// A member of staff, as administrators see them.
public struct StaffUser: Sendable {
    public let login: String
    public let name: String
    public let role: StaffRole
    public let organisation: String?
    public let active: Bool

    init(_ row: StaffStore.Row) {
        login = row.login
        name = row.name
        role = row.role
        organisation = row.organisationCode?.rawValue
        active = row.active
    }
}

/// Changes of a member of staff. Fields that are nil stay as they are.
public struct StaffChange: Sendable {
    public var name: String?
    public var role: StaffRole?
    /// Code. Without it, a user who keeps a role that belongs to an organisation keeps the organisation.
    public var organisation: String?
    /// Whether the user's tokens are accepted.
    public var active: Bool?

    public init() {}
}
