import Foundation
import Locking
import Municipality
import Postgres
import Store

/// The catalogues of towns, kept in memory as long as they are valid.
final class Catalogues: Sendable {
    /// Maximum number of categories of all catalogues, about half a kilobyte each: a thousand towns with a hundred
    /// each.
    static let capacity = 120_000
    /// Seconds for which ``recent(of:)`` does not check whether a catalogue is still valid.
    static let lifetime = 1.0

    private struct Kept {
        let catalogue: Catalogue
        var checkedAt: Date
    }

    /// Number of towns whose keyword rules are kept, a quarter of a megabyte each.
    private static let rulesCapacity = 64

    private struct KeptRules {
        /// Version of the catalogue from which they were made.
        let version: Int64
        let rules: KeywordRules
    }

    private let rules = Locked(RecentlyUsed<MunicipalityID, KeptRules>(capacity: Catalogues.rulesCapacity))
    private let memory = Locked(RecentlyUsed<MunicipalityID, Kept>(capacity: Catalogues.capacity))

    private func keep(_ catalogue: Catalogue, of town: MunicipalityID, checkedAt: Date) {
        memory.withLock {
            $0.keep(Kept(catalogue: catalogue, checkedAt: checkedAt), for: town, cost: catalogue.categories.count)
        }
    }

    /// The catalogue as the session sees it; checks its version. Not for a session that has changed it.
    func current(in session: TownSession) async throws -> Catalogue {
        let version = try await CatalogueStore.version(in: session)
        let kept = memory.withLock { $0.value(for: session.municipality)?.catalogue }
        let catalogue =
            if let kept, kept.version == version {
                kept
            } else {
                try await CatalogueStore.catalogue(version: version, in: session)
            }
        keep(catalogue, of: session.municipality, checkedAt: session.now)
        return catalogue
    }

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
        let kept = memory.withLock { $0.value(for: session.municipality)?.catalogue }
        if let kept, categories.allSatisfy({ kept[$0] != nil }) { return kept }
        return try await current(in: session)
    }

    /// The catalogue as it was at most ``lifetime`` ago. One caller at a time checks whether it is still valid; the
    /// others meanwhile continue with the known one.
    func recent(of town: Town) async throws -> Catalogue {
        let now = town.now
        let fresh: Catalogue? = memory.withLock { memory in
            guard var kept = memory.value(for: town.id) else { return nil }
            // If the clock was set back, a catalogue is not kept longer.
            if abs(now.timeIntervalSince(kept.checkedAt)) < Self.lifetime { return kept.catalogue }
            kept.checkedAt = now
            memory.keep(kept, for: town.id, cost: kept.catalogue.categories.count)
            return nil
        }
        if let fresh { return fresh }
        return try await asked(of: town)
    }

    /// The catalogue as it is now, for categories that ``recent(of:)`` does not have.
    func asked(of town: Town) async throws -> Catalogue {
        try await town.read(by: .anybody, on: town.database.intakePool) { try await self.current(in: $0) }
    }
}
