import Municipality
import Store

extension Town {
    /// The catalogue as the session sees it.
    func catalogue(in session: TownSession) async throws -> Catalogue {
        try await database.catalogues.current(in: session)
    }

    /// A catalogue that has all those categories; the code of each is the same in any.
    func catalogue(
        knowing categories: [CategoryID?],
        in session: TownSession
    ) async throws -> Catalogue {
        try await database.catalogues.knowing(categories.compactMap(\.self), in: session)
    }
}

extension Catalogue {
    /// The code of a category that the catalogue has.
    func code(of category: CategoryID?) -> String? {
        category.flatMap { self[$0]?.code }
    }
}
