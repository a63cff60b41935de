import Municipality
import Store

extension Town {
    /// The catalogue as the session sees it.
    func catalogue(in session: TownSession) async throws -> Catalogue {
        try await database.catalogues.current(in: session)
    }

    /// A catalogue that has all those categories, of any version, because codes are the same in every version.
    func catalogue(
        knowing categories: [CategoryID?],
        in session: TownSession
    ) async throws -> Catalogue {
        try await database.catalogues.knowing(categories.compactMap(\.self), in: session)
    }
}

extension Catalogue {
    /// The code of a category in the catalogue.
    func code(of category: CategoryID?) -> String? {
        category.flatMap { self[$0]?.code }
    }
}
