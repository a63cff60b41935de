import Municipality
import Postgres
import Store

/// Creates the categories and organisations that the file has and the town lacks. Codes are made from names; names
/// without a letter or digit are skipped.
struct HistoryCreation {
    let session: TownSession

    /// Creates the categories, each with a service of the same code, and the new groups.
    ///
    /// - Parameter names: names without a group are skipped.
    /// - Returns: codes by name.
    func categories(_ names: [HistoryStore.Name]) async throws -> [String: String] {
        let known = try await HistoryStore.groups(in: session)
        var groups = Dictionary(
            known.map { ($0.code.rawValue, $0) } + known.flatMap { [($0.nameRu, $0), ($0.nameEn, $0)] }
        ) { first, _ in first }
        var groupCodes = UniqueCodes(taken: known.map(\.code.rawValue))
        var codes = UniqueCodes(taken: try await CategoryStore.all(in: session).map(\.code))
        var made: [CategoryStore.Values] = []
        for name in names {
            guard let groupName = name.group else { continue }
            if groups[groupName] == nil {
                groups[groupName] = groupCodes.code(for: groupName).map {
                    HistoryStore.Group(code: $0, nameRu: groupName, nameEn: groupName)
                }
            }
            guard let group = groups[groupName], let code = codes.code(for: name.name) else { continue }
            made.append(
                CategoryStore.Values(
                    group: group.code,
                    groupRu: group.nameRu,
                    groupEn: group.nameEn,
                    code: code.rawValue,
                    nameRu: name.name,
                    nameEn: name.name,
                    service: code,
                    emergency: false,
                    limitHours: nil,
                    keywords: []
                )
            )
        }
        _ = try await CategoryStore.save(made, in: session)
        return Dictionary(uniqueKeysWithValues: made.map { ($0.nameRu, $0.code) })
    }

    /// - Returns: codes by name.
    func organisations(_ names: [HistoryStore.Name], sector: Sector) async throws -> [String: String] {
        var codes = UniqueCodes(taken: try await OrganisationStore.all(in: session).map(\.code))
        let made = names.compactMap { name in
            codes.code(for: name.name).map { OrganisationStore.Values(code: $0, name: name.name, sector: sector) }
        }
        _ = try await OrganisationStore.save(made, in: session)
        return Dictionary(uniqueKeysWithValues: made.map { ($0.name, $0.code.rawValue) })
    }
}
