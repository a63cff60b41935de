import Locking
import Municipality
import Store

/// The catalogues of towns, kept in memory as long as they are valid.
final class Catalogues: Sendable {
    /// Maximum number of categories of all catalogues, about half a kilobyte each: a thousand towns with a hundred
    /// each.
    static let capacity = 120_000

    /// Number of towns whose keyword rules are kept, a quarter of a megabyte each.
    private static let rulesCapacity = 64

    private struct KeptRules {
        /// Version of the catalogue from which they were made.
        let version: Int64
        let rules: KeywordRules
    }

    private let rules = Locked(RecentlyUsed<MunicipalityID, KeptRules>(capacity: Catalogues.rulesCapacity))
    private let memory = TownMemory<Catalogue>(
        capacity: Catalogues.capacity,
        cost: { $0.categories.count },
        version: { try await CatalogueStore.version(in: $0) },
        read: { try await CatalogueStore.catalogue(version: $0, in: $1) }
    )

    /// The catalogue as the session sees it; checks its version. Not for a session that has changed it.
    func current(in session: TownSession) async throws -> Catalogue { try await memory.current(in: session) }

    /// The keyword rules of a town's catalogue.
    func rules(of catalogue: Catalogue, of town: MunicipalityID) -> KeywordRules {
        let known = rules.withLock { $0.value(for: town) }
        if let known, known.version == catalogue.version { return known.rules }
        let made = KeptRules(version: catalogue.version, rules: catalogue.makeRules())
        rules.withLock { $0.keep(made, for: town) }
        return made.rules
    }

    /// A catalogue that has all those categories, of any version. It is used to read their codes, which never change.
    func knowing(_ categories: some Sequence<CategoryID>, in session: TownSession) async throws -> Catalogue {
        if let kept = memory.known(of: session.municipality), categories.allSatisfy({ kept[$0] != nil }) { return kept }
        return try await current(in: session)
    }

    /// The catalogue as it was at most a second ago.
    func recent(of town: Town) async throws -> Catalogue { try await memory.recent(of: town) }

    /// The catalogue as it is now, for categories that ``recent(of:)`` does not have.
    func asked(of town: Town) async throws -> Catalogue { try await memory.asked(of: town) }
}
