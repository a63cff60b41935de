package import Municipality
import Postgres

/// The parts of the town's catalogue that the directory's stores do not read.
extension HistoryStore {
    /// A group of categories.
    package struct Group: Sendable {
        package let code: Slug
        package let nameRu: String
        package let nameEn: String

        package init(code: Slug, nameRu: String, nameEn: String) {
            self.code = code
            self.nameRu = nameRu
            self.nameEn = nameEn
        }
    }

    /// In order of their codes.
    package static func groups(
        in session: TownSession
    ) async throws -> [Group] {
        try await session.query(
            "SELECT code, name_ru, name_en FROM category_groups WHERE municipality_id = \(session.municipality) ORDER BY code"
        ).map { row in
            var columns = row.columns
            let group = Group(code: try columns.next(), nameRu: try columns.next(), nameEn: try columns.next())
            try columns.end()
            return group
        }
    }
}
