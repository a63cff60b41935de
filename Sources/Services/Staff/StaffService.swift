import Crypto
public import Foundation
public import Municipality
import Store

/// A member of staff, as told to administrators.
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

/// An API token, without itself.
public struct Token: Sendable {
    public let tokenID: Int32
    public let login: String
    public let label: String
    public let createdAt: Date
    public let expiresAt: Date?
    public let revokedAt: Date?

    init(_ row: TokenStore.Row) {
        tokenID = row.id
        login = row.login
        label = row.label
        createdAt = row.createdAt
        expiresAt = row.expiresAt
        revokedAt = row.revokedAt
    }
}

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

    /// - Parameter organisation: code; for dispatchers, and only for them.
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
        let name = check.requiredText(name, "name", limit: 200)
        if role.belongsToOrganisation != (organisation != nil) {
            check.fail("organisation", "is required for dispatchers and heads, and only for them")
        }
        let problems = check
        return try await town.write(by: actor) { session in
            var check = problems
            var id: OrganisationID?
            if let organisation {
                id = try await CatalogueStore.lookUp(
                    organisation: organisation,
                    category: nil,
                    in: session
                ).organisation
                if id == nil { check.fail("organisation", "the town has no such organisation") }
            }
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

    /// An inactive user's tokens are refused.
    public func setActive(_ active: Bool, login: String, by actor: Actor) async throws {
        try actor.require(.manageStaff)
        try await town.write(by: actor) { session in
            guard try await StaffStore.setActive(active, login: login, in: session) else {
                throw ServiceError.notFound("user")
            }
        }
    }

    // MARK: Tokens

    public func tokens(by actor: Actor) async throws -> [Token] {
        try actor.require(.manageStaff)
        return try await town.read(by: actor) { session in
            try await TokenStore.all(in: session).map(Token.init)
        }
    }

    /// - Parameter days: of validity; nil is without end.
    /// - Returns: the token itself, which is not kept and cannot be shown again.
    public func issueToken(login: String, label: String, days: Int?, by actor: Actor) async throws -> String {
        try actor.require(.manageStaff)
        var check = FieldCheck()
        let label = check.requiredText(label, "label", limit: 200)
        if let days, !(1...3_660).contains(days) { check.fail("days", "is 1 to 3660") }
        try check.finish()
        let token = Self.newToken()
        let expiresAt = days.map { town.now.addingTimeInterval(Double($0) * 86_400) }
        try await town.write(by: actor) { session in
            guard let user = try await StaffStore.user(login, in: session) else {
                throw ServiceError.notFound("user")
            }
            try await TokenStore.create(
                hash: Self.hash(token),
                user: user.id,
                label: label,
                expiresAt: expiresAt,
                in: session
            )
        }
        return token
    }

    public func revokeToken(_ id: Int32, by actor: Actor) async throws {
        try actor.require(.manageStaff)
        try await town.write(by: actor) { session in
            guard try await TokenStore.revoke(id, in: session) else {
                throw ServiceError.notFound("token that is valid")
            }
        }
    }

    /// Whose token it is; nil for one that is unknown, expired, revoked, or of an inactive user.
    public func authenticate(token: String) async throws -> StaffMember? {
        guard token.utf8.count <= 200 else { return nil }
        let row = try await town.read(by: .anybody) { session in
            try await StaffStore.owner(ofTokenHash: Self.hash(token), in: session)
        }
        guard let row else { return nil }
        var organisation: StaffMember.StaffOrganisation?
        if let id = row.organisation, let code = row.organisationCode {
            organisation = StaffMember.StaffOrganisation(id: id, code: code)
        }
        return StaffMember(
            id: row.id,
            login: row.login,
            name: row.name,
            role: row.role,
            organisation: organisation
        )
    }

    /// 32 characters of 32, 160 bits.
    private static func newToken() -> String {
        let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789")
        var generator = SystemRandomNumberGenerator()
        let characters = (0..<32).map { _ in alphabet.randomElement(using: &generator) ?? "a" }
        return "zt_" + String(characters)
    }

    private static func hash(_ token: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(token.utf8)))
    }
}
