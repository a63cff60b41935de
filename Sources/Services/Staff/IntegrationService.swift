public import Municipality
import Store

/// Other systems that may call the API, and their tokens.
public struct IntegrationService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// In order of their codes.
    public func integrations(by actor: Actor) async throws -> [Integration] {
        try actor.require(.manageStaff)
        return try await town.read(by: actor) { session in
            try await IntegrationStore.all(in: session).map(Integration.init)
        }
    }

    /// - Parameters:
    ///   - code: nil derives it from the name.
    ///   - permissions: raw values of ``Permission/givable``.
    public func create(
        code: String?,
        name: String,
        permissions: [String],
        by actor: Actor
    ) async throws -> Integration {
        try actor.require(.manageStaff)
        var check = FieldCheck()
        let name = check.requiredText(name, "name", limit: 200)
        let slug = code.map(Slug.init(rawValue:)) ?? Slug(from: name)
        if slug == nil, code != nil || !name.isEmpty {
            check.fail("code", "is 1 to 63 lower-case Latin letters, digits, and - _ after the first")
        }
        // It would conflict with the path `/v1/integrations/tokens`.
        if slug?.rawValue == "tokens" { check.fail("code", "is reserved") }
        let granted = check.permissions(permissions)
        try check.finish()
        guard let slug else { throw ServiceError.invalid("code", "is required") }
        return try await town.write(by: actor) { session in
            let row = try await conflict(
                on: ["integrations_code_key": "there is an integration with the code \(slug.rawValue)"]
            ) {
                try await IntegrationStore.create(code: slug, name: name, permissions: granted, in: session)
            }
            guard let row else { throw ServiceError.notFound("integration") }
            return Integration(row)
        }
    }

    /// A permission that is removed is refused from the next request on.
    public func update(_ code: String, _ change: IntegrationChange, by actor: Actor) async throws -> Integration {
        try actor.require(.manageStaff)
        var check = FieldCheck()
        let name = change.name.map { check.requiredText($0, "name", limit: 200) }
        let granted = change.permissions.map { check.permissions($0) }
        try check.finish()
        return try await town.write(by: actor) { session in
            let row = try await IntegrationStore.update(
                code,
                name: name,
                permissions: granted,
                active: change.active,
                in: session
            )
            guard let row else { throw ServiceError.notFound("integration") }
            return Integration(row)
        }
    }

    /// The tokens of all integrations, in the order in which they were issued.
    public func tokens(by actor: Actor) async throws -> [Token] {
        try await tokenService.tokens(of: .integrations, by: actor)
    }

    /// The tokens of an integration, in the order in which they were issued.
    public func tokens(of code: String, by actor: Actor) async throws -> [Token] {
        try await tokenService.tokens(of: .integrations, named: code, by: actor) { session in
            _ = try await Self.integration(code, in: session)
        }
    }

    /// - Parameter days: of validity; nil means unlimited.
    public func issueToken(
        integration code: String,
        label: String,
        days: Int?,
        by actor: Actor
    ) async throws -> IssuedToken {
        try await tokenService.issue(label: label, days: days, by: actor) { session in
            .integration(try await Self.integration(code, in: session).id)
        }
    }

    public func revokeToken(_ id: Int32, by actor: Actor) async throws {
        try await tokenService.revoke(id, of: .integrations, by: actor)
    }

    private var tokenService: TokenService { TokenService(town: town) }

    private static func integration(
        _ code: String,
        in session: TownSession
    ) async throws -> IntegrationStore.Row {
        guard let row = try await IntegrationStore.integration(code, in: session) else {
            throw ServiceError.notFound("integration")
        }
        return row
    }
}

extension FieldCheck {
    /// The permissions in the order of ``Permission/givable``, without duplicates.
    fileprivate mutating func permissions(_ words: [String]) -> [String] {
        let givable = Permission.givable.map(\.rawValue)
        if !Set(words).isSubset(of: givable) {
            fail("permissions", "may only contain \(givable.joined(separator: ", "))")
        }
        for permission in Permission.givable where words.contains(permission.rawValue) {
            guard let other = permission.prerequisite, !words.contains(other.rawValue) else { continue }
            fail("permissions", "\(permission.rawValue) requires \(other.rawValue), because its answers show that")
        }
        return givable.filter(words.contains)
    }
}
