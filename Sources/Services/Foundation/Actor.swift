public import Municipality

/// On whose behalf a use case runs.
public enum Actor: Sendable, Hashable {
    case staff(StaffMember)
    /// The administrator at the machine itself, through the command line: may do everything.
    case commandLine
    /// The server's own jobs.
    case machine

    /// Throws ``ServiceError/forbidden(_:)`` when a member of staff has none of these roles.
    public func require(_ roles: StaffRole...) throws(ServiceError) {
        guard case .staff(let member) = self, !roles.contains(member.role) else { return }
        throw .forbidden("this needs the role \(roles.map(\.rawValue).joined(separator: " or "))")
    }

    /// Recorded with what was done; nil for the command line and the machine.
    public var userID: UserID? {
        guard case .staff(let member) = self else { return nil }
        return member.id
    }
}
