public import Municipality
import Store

/// A category: what an appeal can be about.
public struct Category: Sendable {
    public let code: String
    public let group: String
    public let nameRu: String
    public let nameEn: String
    /// Code of the service responsible for it.
    public let service: String
    public let emergency: Bool
    /// The limit for solving the problem, in hours around the clock.
    public let limitHours: Int?
    public let keywords: [String]
    public let active: Bool

    init(_ row: CategoryStore.Row) {
        code = row.code
        group = row.group.code
        nameRu = row.nameRu
        nameEn = row.nameEn
        service = row.service
        emergency = row.emergency
        limitHours = row.limitHours
        keywords = row.keywords
        active = row.active
    }
}

/// The upper level of the catalogue.
public struct CategoryGroup: Sendable {
    public let code: String
    public let nameRu: String
    public let nameEn: String
    public let categories: [Category]
}

/// The new values of a category. Fields that are nil stay as they are.
public struct CategoryDraft: Sendable {
    public var code: String?
    public var group: String?
    public var groupRu: String?
    public var groupEn: String?
    public var nameRu: String?
    public var nameEn: String?
    public var service: String?
    public var emergency: Bool?
    public var limitHours: Int32?
    public var keywords: [String]?
    public var active: Bool?

    public init() {}
}

/// The catalogue of categories.
public struct CategoryService: Sendable {
    let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// Groups with their categories, in order of their codes.
    public func all() async throws -> [CategoryGroup] {
        let rows = try await town.read(by: .anybody) { session in
            try await CategoryStore.all(in: session)
        }
        var groups: [CategoryGroup] = []
        for row in rows {
            let before = groups.last?.code == row.group.code ? groups.removeLast().categories : []
            groups.append(
                CategoryGroup(
                    code: row.group.code,
                    nameRu: row.group.nameRu,
                    nameEn: row.group.nameEn,
                    categories: before + [Category(row)]
                )
            )
        }
        return groups
    }

    /// Requires code, names, group and service, and the names of a new group.
    public func create(_ draft: CategoryDraft, by actor: Actor) async throws -> Category {
        try await save(draft, old: nil, by: actor)
    }

    public func update(_ code: String, _ draft: CategoryDraft, by actor: Actor) async throws -> Category {
        try actor.require(.manageDirectory)
        let old = try await rows().first { $0.code == code }
        guard let old else { throw ServiceError.notFound("category") }
        if let new = draft.code, new != code { throw ServiceError.invalid("code", "cannot be changed") }
        return try await save(draft, old: old, by: actor)
    }

    private func save(_ draft: CategoryDraft, old: CategoryStore.Row?, by actor: Actor) async throws -> Category {
        try actor.require(.manageDirectory)
        let rows = try await rows()
        var check = FieldCheck()
        let code = check.requiredText(draft.code ?? old?.code, "code", limit: 127)
        if old == nil, !CategoryRules.isCode(code) { check.fail("code", CategoryRules.codeRule) }
        if old == nil, rows.contains(where: { $0.code == code }) {
            throw ServiceError.conflict("there is a category with the code \(code)")
        }
        let group = Slug(rawValue: draft.group ?? old?.group.code ?? "")
        if group == nil { check.fail("group", Towns.slugRule) }
        let service = Slug(rawValue: draft.service ?? old?.service ?? "")
        if service == nil { check.fail("service", Towns.slugRule) }
        let known = rows.first { $0.group.code == group?.rawValue }?.group
        let groupRu = check.requiredText(draft.groupRu ?? known?.nameRu, "group_ru", limit: 200)
        let groupEn = check.requiredText(draft.groupEn ?? known?.nameEn, "group_en", limit: 200)
        let nameRu = check.requiredText(draft.nameRu ?? old?.nameRu, "name_ru", limit: 200)
        let nameEn = check.requiredText(draft.nameEn ?? old?.nameEn, "name_en", limit: 200)
        if let limit = draft.limitHours, !(1...8_784).contains(limit) { check.fail("limit_hours", "is 1 to 8784") }
        for keyword in draft.keywords ?? [] where keyword.contains("|") || keyword.utf8.count > 200 {
            check.fail("keywords", "holds | or is longer than 200 bytes")
        }
        try check.finish()
        guard let group, let service else { throw ServiceError.invalid("group", Towns.slugRule) }
        let values = CategoryStore.Values(
            group: group,
            groupRu: groupRu,
            groupEn: groupEn,
            code: code,
            nameRu: nameRu,
            nameEn: nameEn,
            service: service,
            emergency: draft.emergency ?? old?.emergency ?? false,
            limitHours: draft.limitHours ?? old?.limitHours.map(Int32.init),
            keywords: draft.keywords ?? old?.keywords ?? [],
            active: draft.active ?? old?.active ?? true
        )
        _ = try await town.write(by: actor) { session in
            try await CategoryStore.save([values], in: session)
        }
        guard let saved = try await self.rows().first(where: { $0.code == code }) else {
            throw ServiceError.notFound("category")
        }
        return Category(saved)
    }

    private func rows() async throws -> [CategoryStore.Row] {
        try await town.read(by: .anybody) { session in
            try await CategoryStore.all(in: session)
        }
    }
}

/// The rules for categories from the API and from files.
enum CategoryRules {
    static let codeRule = "is lower-case Latin letters, digits, and . _ - after the first, 127 at most"

    static func isCode(_ text: String) -> Bool {
        (1...127).contains(text.utf8.count) && text.wholeMatch(of: /[a-z0-9][a-z0-9_.\-]*/) != nil
    }
}
