public import Municipality
import Store

extension StaffService {
    private var tokenService: TokenService { TokenService(town: town) }

    /// The tokens of all users, in the order in which they were issued.
    public func tokens(by actor: Actor) async throws -> [Token] {
        try await tokenService.tokens(of: .staff, by: actor)
    }

    /// The tokens of a user, in the order in which they were issued.
    public func tokens(of login: String, by actor: Actor) async throws -> [Token] {
        try await tokenService.tokens(of: .staff, named: login, by: actor) { session in
            guard try await StaffStore.user(login, in: session) != nil else { throw ServiceError.notFound("user") }
        }
    }

    /// - Parameter days: of validity; nil means unlimited.
    public func issueToken(login: String, label: String, days: Int?, by actor: Actor) async throws -> IssuedToken {
        try await tokenService.issue(label: label, days: days, by: actor) { session in
            guard let user = try await StaffStore.user(login, in: session) else { throw ServiceError.notFound("user") }
            return .user(user.id)
        }
    }

    public func revokeToken(_ id: Int32, by actor: Actor) async throws {
        try await tokenService.revoke(id, of: .staff, by: actor)
    }
}
