import Crypto
import Foundation
public import Municipality
import Store

extension StaffService {
    /// The tokens of all users, in the order in which they were issued.
    public func tokens(by actor: Actor) async throws -> [Token] {
        try actor.require(.manageStaff)
        return try await town.read(by: actor) { session in
            try await TokenStore.all(in: session).map(Token.init)
        }
    }

    /// The tokens of a user, in the order in which they were issued.
    public func tokens(of login: String, by actor: Actor) async throws -> [Token] {
        try actor.require(.manageStaff)
        return try await town.read(by: actor) { session in
            guard try await StaffStore.user(login, in: session) != nil else { throw ServiceError.notFound("user") }
            return try await TokenStore.all(of: login, in: session).map(Token.init)
        }
    }

    /// - Parameter days: of validity; nil means unlimited.
    public func issueToken(login: String, label: String, days: Int?, by actor: Actor) async throws -> IssuedToken {
        try actor.require(.manageStaff)
        var check = FieldCheck()
        let label = check.requiredText(label, "label", limit: 200)
        if let days, !(1...3_660).contains(days) { check.fail("days", "is 1 to 3660") }
        try check.finish()
        let secret = Self.newSecret()
        let expiresAt = days.map { town.now.addingTimeInterval(Double($0) * 86_400) }
        return try await town.write(by: actor) { session in
            guard let user = try await StaffStore.user(login, in: session),
                let token = try await TokenStore.create(
                    hash: Self.hash(secret),
                    user: user.id,
                    label: label,
                    expiresAt: expiresAt,
                    in: session
                )
            else { throw ServiceError.notFound("user") }
            return IssuedToken(secret: secret, token: Token(token))
        }
    }

    public func revokeToken(_ id: Int32, by actor: Actor) async throws {
        try actor.require(.manageStaff)
        try await town.write(by: actor) { session in
            guard try await TokenStore.revoke(id, in: session) else {
                throw ServiceError.notFound("token that is valid")
            }
        }
    }

    /// The owner of a token; nil if the token is unknown, expired, revoked, or of an inactive user.
    public func authenticate(token secret: String) async throws -> StaffMember? {
        guard secret.utf8.count <= 200 else { return nil }
        let owner = try await town.read(by: .anybody) { session in
            try await StaffStore.owner(ofTokenHash: Self.hash(secret), in: session)
        }
        guard let owner else { return nil }
        do {
            try await use(owner)
        } catch ServiceError.unavailable, ServiceError.takesNoWrites {
            // A town that moves takes no writes but can still be read.
        }
        let row = owner.user
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

    /// Stores that the token was used, at most once a minute.
    private func use(_ owner: StaffStore.Owner) async throws {
        if let last = owner.lastUsedAt, town.now < last.addingTimeInterval(TokenStore.useInterval) { return }
        try await town.write(by: .anybody) { session in try await TokenStore.use(owner.token, in: session) }
    }

    /// 32 characters of an alphabet of 32: 160 bits.
    private static func newSecret() -> String {
        let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789")
        var generator = SystemRandomNumberGenerator()
        let characters = (0..<32).map { _ in alphabet.randomElement(using: &generator) ?? "a" }
        return "zt_" + String(characters)
    }

    private static func hash(_ token: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(token.utf8)))
    }
}
