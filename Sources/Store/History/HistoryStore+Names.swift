package import Municipality
import Postgres

/// The file's names of categories and organisations, and which of the town's they match.
extension HistoryStore {
    /// A name with the first row that has it.
    package struct Name: Sendable {
        package let name: String
        package let row: Int
        /// For a category: the name of its group in the file.
        package let group: String?
    }

    /// In the order in which the file has them.
    package static func categoryNames(in session: TownSession) async throws -> [Name] {
        try await names(
            """
            SELECT name, row, category_group FROM (
                SELECT DISTINCT ON (category) category AS name, row, category_group FROM history_rows
                ORDER BY category, row
            ) AS first ORDER BY row
            """,
            in: session
        )
    }

    /// In the order in which the file has them.
    package static func organisationNames(in session: TownSession) async throws -> [Name] {
        try await names(
            "SELECT organisation, min(row) AS row, NULL::text FROM history_rows GROUP BY organisation ORDER BY row",
            in: session
        )
    }

    private static func names(_ sql: SQL, in session: TownSession) async throws -> [Name] {
        try await session.query(sql).map { row in
            var columns = row.columns
            let name = Name(name: try columns.next(), row: try columns.next(), group: try columns.next())
            try columns.end()
            return name
        }
    }

    /// The rows whose category has one of those names, in order.
    package static func rows(
        categories names: [String],
        in session: TownSession
    ) async throws -> [(row: Int, name: String)] {
        try await session.query(
            "SELECT row, category FROM history_rows WHERE category = ANY (\(names)::text[]) ORDER BY row"
        ).map(named)
    }

    /// The rows whose organisation has one of those names, in order.
    package static func rows(
        organisations names: [String],
        in session: TownSession
    ) async throws -> [(row: Int, name: String)] {
        try await session.query(
            "SELECT row, organisation FROM history_rows WHERE organisation = ANY (\(names)::text[]) ORDER BY row"
        ).map(named)
    }

    private static func named(_ row: PostgresRow) throws -> (row: Int, name: String) {
        var columns = row.columns
        let (row, name) = (try columns.next(Int.self), try columns.next(String.self))
        try columns.end()
        return (row, name)
    }

    /// Stores which categories and which codes of organisations the names stand for. Every staged name must be
    /// included.
    package static func resolve(
        categories: [String: Catalogue.Entry],
        organisations: [String: String],
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            INSERT INTO history_categories (name, category_id, urgency)
            SELECT * FROM unnest(
                \(Array(categories.keys))::text[], \(categories.values.map(\.id))::integer[],
                \(categories.values.map(\.urgency))::smallint[]
            )
            """
        )
        try await session.execute(
            """
            INSERT INTO history_organisations (name, organisation_id)
            SELECT n.name, o.organisation_id
            FROM unnest(\(Array(organisations.keys))::text[], \(Array(organisations.values))::text[]) AS n (name, code)
            JOIN organisations AS o ON o.municipality_id = \(session.municipality) AND o.code = n.code
            """
        )
    }
}
