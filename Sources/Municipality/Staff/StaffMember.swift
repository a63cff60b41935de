/// An authenticated member of staff, with what authorisation needs.
public struct StaffMember: Sendable, Hashable {
    public let id: UserID
    public let login: String
    public let name: String
    public let role: StaffRole
    /// Present for the roles that belong to one.
    public let organisation: StaffOrganisation?

    public struct StaffOrganisation: Sendable, Hashable {
        public let id: OrganisationID
        public let code: Slug

        public init(id: OrganisationID, code: Slug) {
            self.id = id
            self.code = code
        }
    }

    public init(id: UserID, login: String, name: String, role: StaffRole, organisation: StaffOrganisation?) {
        self.id = id
        self.login = login
        self.name = name
        self.role = role
        self.organisation = organisation
    }
}
