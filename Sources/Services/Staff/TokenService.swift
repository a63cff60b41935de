import Crypto
import Foundation
public import Municipality
import Store

/// The API tokens of staff and integrations.
public struct TokenService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// The holder of a token: a member of staff or an integration. nil if the token is unknown, expired, revoked, or of an
    /// inactive holder.
    public func authenticate(_ secret: String) async throws -> Actor? {
        guard secret.utf8.count <= 200 else { return nil }
        let caller = try await town.read(by: .anybody) { session in
            try await TokenStore.caller(tokenHash: Self.hash(secret), in: session)
        }
        guard let caller else { return nil }
        do {
            try await use(caller)
        } catch ServiceError.unavailable, ServiceError.takesNoWrites {
            // A town that moves takes no writes but can still be read.
        }
        return caller.actor
    }

    /// Stores that the token was used, at most once a minute.
    private func use(_ caller: TokenStore.Caller) async throws {
        if let last = caller.lastUsedAt, town.now < last.addingTimeInterval(TokenStore.useInterval) { return }
        try await town.write(by: .anybody) { session in try await TokenStore.use(caller.token, in: session) }
    }

    /// In the order in which they were issued.
    /// - Parameters:
    ///   - name: login or code of one holder; nil means all holders.
    ///   - check: throws when there is no such holder.
    func tokens(
        of holders: TokenStore.Holders,
        named name: String? = nil,
        by actor: Actor,
        check: (TownSession) async throws -> Void = { _ in }
    ) async throws -> [Token] {
        try actor.require(.manageStaff)
        return try await town.read(by: actor) { session in
            try await check(session)
            return try await TokenStore.all(of: holders, named: name, in: session).map(Token.init)
        }
    }

    /// - Parameters:
    ///   - days: of validity; nil means unlimited.
    ///   - holder: finds the holder of the new token.
    func issue(
        label: String,
        days: Int?,
        by actor: Actor,
        to holder: (TownSession) async throws -> TokenStore.Holder
    ) async throws -> IssuedToken {
        try actor.require(.manageStaff)
        var check = FieldCheck()
        let label = check.requiredText(label, "label", limit: 200)
        if let days, !(1...3_660).contains(days) { check.fail("days", "is 1 to 3660") }
        try check.finish()
        let secret = Self.newSecret()
        let expiresAt = days.map { town.now.addingTimeInterval(Double($0) * 86_400) }
        return try await town.write(by: actor) { session in
            let token = try await TokenStore.create(
                hash: Self.hash(secret),
                holder: try await holder(session),
                label: label,
                expiresAt: expiresAt,
                in: session
            )
            guard let token else { throw ServiceError.notFound("token") }
            return IssuedToken(secret: secret, token: Token(token))
        }
    }

    func revoke(_ id: Int32, of holders: TokenStore.Holders, by actor: Actor) async throws {
        try actor.require(.manageStaff)
        try await town.write(by: actor) { session in
            guard try await TokenStore.revoke(id, of: holders, in: session) else {
                throw ServiceError.notFound("token that is valid")
            }
        }
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
