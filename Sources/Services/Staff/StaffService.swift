public import Municipality
import Store

/// The staff and their tokens.
public struct StaffService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// In order of their logins.
    public func users(by actor: Actor) async throws -> [StaffUser] {
        try actor.require(.manageStaff)
        return try await town.read(by: actor) { session in
            try await StaffStore.all(in: session).map(StaffUser.init)
        }
    }

    /// - Parameter organisation: code; required for dispatchers and heads, and only for them.
    public func create(
        login: String,
        name: String,
        role: StaffRole,
        organisation: String?,
        by actor: Actor
    ) async throws -> StaffUser {
        try actor.require(.manageStaff)
        var check = FieldCheck()
        if login.utf8.count > 63 || login.wholeMatch(of: /[a-z0-9][a-z0-9._\-]*/) == nil {
            check.fail("login", "is 1 to 63 lower-case Latin letters, digits, and . _ - after the first")
        }
        // It would conflict with the path `/v1/staff/tokens`.
        if login == "tokens" { check.fail("login", "is reserved") }
        let name = check.requiredText(name, "name", limit: 200)
        Self.check(organisation, fits: role, &check)
        let problems = check
        return try await town.write(by: actor) { session in
            var check = problems
            let id = try await Self.organisation(organisation, &check, in: session)
            try check.finish()
            try await conflict(on: ["staff_users_login_key": "there is a user with the login \(login)"]) {
                try await StaffStore.create(
                    login: login,
                    name: name,
                    role: role,
                    organisation: id,
                    in: session
                )
            }
            guard let user = try await StaffStore.user(login, in: session) else {
                throw ServiceError.notFound("user")
            }
            return StaffUser(user)
        }
    }

    /// A user whose new role does not belong to an organisation leaves theirs.
    public func update(_ login: String, _ change: StaffChange, by actor: Actor) async throws -> StaffUser {
        try actor.require(.manageStaff)
        return try await town.write(by: actor) { session in
            guard let old = try await StaffStore.user(login, in: session) else { throw ServiceError.notFound("user") }
            var check = FieldCheck()
            let name = check.requiredText(change.name ?? old.name, "name", limit: 200)
            let role = change.role ?? old.role
            let kept = role.belongsToOrganisation ? old.organisationCode?.rawValue : nil
            let organisation = change.organisation ?? kept
            Self.check(organisation, fits: role, &check)
            let id = try await Self.organisation(organisation, &check, in: session)
            try check.finish()
            guard
                try await StaffStore.update(
                    login,
                    name: name,
                    role: role,
                    organisation: id,
                    active: change.active ?? old.active,
                    in: session
                ),
                let user = try await StaffStore.user(login, in: session)
            else { throw ServiceError.notFound("user") }
            return StaffUser(user)
        }
    }

    private static func check(_ organisation: String?, fits role: StaffRole, _ check: inout FieldCheck) {
        if role.belongsToOrganisation != (organisation != nil) {
            check.fail("organisation", "is required for dispatchers and heads, and only for them")
        }
    }

    private static func organisation(
        _ code: String?,
        _ check: inout FieldCheck,
        in session: TownSession
    ) async throws -> OrganisationID? {
        guard let code else { return nil }
        let found = try await OrganisationStore.active(code, in: session)
        if found == nil { check.fail("organisation", "does not exist in the town") }
        return found
    }

    /// Tokens of an inactive user are refused.
    public func setActive(_ active: Bool, login: String, by actor: Actor) async throws {
        try actor.require(.manageStaff)
        try await town.write(by: actor) { session in
            guard try await StaffStore.setActive(active, login: login, in: session) else {
                throw ServiceError.notFound("user")
            }
        }
    }
}
