public import Municipality

extension Actor {
    /// Throws ``ServiceError/forbidden(_:)`` when the actor does not hold the permission.
    public func require(_ permission: Permission) throws(ServiceError) {
        guard !may(permission) else { return }
        let roles = StaffRole.allCases.filter { $0.permissions.contains(permission) }.map(\.rawValue)
        throw .forbidden("this needs the permission \(permission.rawValue), held by: \(roles.joined(separator: ", "))")
    }
}
