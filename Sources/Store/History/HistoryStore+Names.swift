package import Municipality
package import Postgres

/// What the file calls categories and organisations, and which of the town's they are.
extension HistoryStore {
    /// A name with the first row that has it.
    package struct Name: Sendable {
        package let name: String
        package let row: Int
        /// Of a category: what its group is called there.
        package let group: String?
    }

    /// In the order in which the file has them.
    package static func categoryNames(on transaction: PostgresTransaction) async throws -> [Name] {
        try await names(
            """
            SELECT name, row, category_group FROM (
                SELECT DISTINCT ON (category) category AS name, row, category_group FROM history_rows
                ORDER BY category, row
            ) AS first ORDER BY row
            """,
            on: transaction
        )
    }

    /// In the order in which the file has them.
    package static func organisationNames(on transaction: PostgresTransaction) async throws -> [Name] {
        try await names(
            "SELECT organisation, min(row) AS row, NULL::text FROM history_rows GROUP BY organisation ORDER BY row",
            on: transaction
        )
    }

    private static func names(_ sql: SQL, on transaction: PostgresTransaction) async throws -> [Name] {
        try await transaction.query(sql).map { row in
            let (name, number, group) = try row.decode((String, Int, String?).self)
            return Name(name: name, row: number, group: group)
        }
    }

    /// The rows whose category has one of those names, in order.
    package static func rows(
        categories names: [String],
        on transaction: PostgresTransaction
    ) async throws -> [(row: Int, name: String)] {
        try await transaction.query(
            "SELECT row, category FROM history_rows WHERE category = ANY (\(names)::text[]) ORDER BY row"
        ).map { try $0.decode((Int, String).self) }
    }

    /// The rows whose organisation has one of those names, in order.
    package static func rows(
        organisations names: [String],
        on transaction: PostgresTransaction
    ) async throws -> [(row: Int, name: String)] {
        try await transaction.query(
            "SELECT row, organisation FROM history_rows WHERE organisation = ANY (\(names)::text[]) ORDER BY row"
        ).map { try $0.decode((Int, String).self) }
    }

    /// Says which codes of the town's catalogue the names stand for. Every name on the stage must be among them.
    package static func resolve(
        categories: [String: String],
        organisations: [String: String],
        in municipality: MunicipalityID,
        on transaction: PostgresTransaction
    ) async throws {
        try await transaction.execute(
            """
            INSERT INTO history_categories (name, category_id)
            SELECT n.name, c.category_id
            FROM unnest(\(Array(categories.keys))::text[], \(Array(categories.values))::text[]) AS n (name, code)
            JOIN categories AS c ON c.municipality_id = \(municipality) AND c.code = n.code
            """
        )
        try await transaction.execute(
            """
            INSERT INTO history_organisations (name, organisation_id)
            SELECT n.name, o.organisation_id
            FROM unnest(\(Array(organisations.keys))::text[], \(Array(organisations.values))::text[]) AS n (name, code)
            JOIN organisations AS o ON o.municipality_id = \(municipality) AND o.code = n.code
            """
        )
    }
}
