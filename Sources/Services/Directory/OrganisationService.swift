public import Municipality
import Store

/// The public part of an organisation.
public struct Organisation: Sendable {
    public let code: String
    public let name: String
    public let sector: Sector
    public let parent: String?
    public let kind: String?
    public let phone: String?
    public let email: String?
    public let active: Bool

    init(_ row: OrganisationStore.Row) {
        code = row.code
        name = row.name
        sector = row.sector
        parent = row.parent
        kind = row.kind
        phone = row.phone
        email = row.email
        active = row.active
    }
}

/// The new values of an organisation. Fields that are nil stay as they are.
public struct OrganisationDraft: Sendable {
    public var code: String?
    public var name: String?
    public var sector: Sector?
    public var parent: String?
    public var kind: String?
    public var phone: String?
    public var email: String?
    public var active: Bool?

    public init() {}
}

/// The town's organisations.
public struct OrganisationService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// In order of their codes.
    public func all() async throws -> [Organisation] {
        try await town.read(by: .anybody) { session in
            try await OrganisationStore.all(in: session).map(Organisation.init)
        }
    }

    /// Requires a name and a sector. Without a code, one is made from the name.
    public func create(_ draft: OrganisationDraft, by actor: Actor) async throws -> Organisation {
        try actor.require(.manageDirectory)
        var check = FieldCheck()
        if draft.sector == nil { check.fail("sector", "is required") }
        let name = check.requiredText(draft.name, "name", limit: 200)
        guard let slug = draft.code.map(Slug.init(rawValue:)) ?? Slug(from: name), let sector = draft.sector else {
            if draft.code != nil || !name.isEmpty { check.fail("code", Towns.slugRule) }
            try check.finish()
            throw ServiceError.invalid("code", Towns.slugRule)
        }
        let values = OrganisationStore.Values(code: slug, name: name, sector: sector)
        return try await save(values, changing: draft, isNew: true, check, by: actor)
    }

    public func update(_ code: String, _ draft: OrganisationDraft, by actor: Actor) async throws -> Organisation {
        try actor.require(.manageDirectory)
        let old = try await town.read(by: actor) { session in
            try await OrganisationStore.organisation(code, in: session)
        }
        guard let old, let slug = Slug(rawValue: old.code) else { throw ServiceError.notFound("organisation") }
        var check = FieldCheck()
        if let new = draft.code, new != code { check.fail("code", "cannot be changed") }
        let values = OrganisationStore.Values(
            code: slug,
            name: old.name,
            sector: old.sector,
            parent: old.parent,
            kind: old.kind,
            phone: old.phone,
            email: old.email,
            active: old.active
        )
        return try await save(values, changing: draft, isNew: false, check, by: actor)
    }

    private func save(
        _ values: OrganisationStore.Values,
        changing draft: OrganisationDraft,
        isNew: Bool,
        _ check: FieldCheck,
        by actor: Actor
    ) async throws -> Organisation {
        var (values, check) = (values, check)
        if let name = draft.name { values.name = check.requiredText(name, "name", limit: 200) }
        if let sector = draft.sector { values.sector = sector }
        if let parent = draft.parent { values.parent = check.text(parent, "parent", limit: 63) }
        if let kind = draft.kind { values.kind = check.text(kind, "kind", limit: 200) }
        if let phone = draft.phone { values.phone = check.contact(phone, "phone", .publicPhones) }
        if let email = draft.email { values.email = check.contact(email, "email", .email) }
        if let active = draft.active { values.active = active }
        if values.parent == values.code.rawValue { check.fail("parent", "is the organisation itself") }
        try check.finish()
        let final = values
        return try await town.write(by: actor) { session in
            if isNew,
                try await OrganisationStore.organisation(final.code.rawValue, in: session) != nil
            {
                throw ServiceError.conflict("there is an organisation with the code \(final.code.rawValue)")
            }
            if let parent = final.parent,
                try await OrganisationStore.organisation(parent, in: session) == nil
            {
                throw ServiceError.invalid("parent", "does not exist in the town")
            }
            _ = try await OrganisationStore.save([final], in: session)
            if try await !OrganisationStore.cycles(in: session).isEmpty {
                throw ServiceError.invalid("parent", "is below the organisation itself")
            }
            guard
                let saved = try await OrganisationStore.organisation(final.code.rawValue, in: session)
            else { throw ServiceError.notFound("organisation") }
            return Organisation(saved)
        }
    }
}
