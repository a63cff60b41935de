package import Municipality
package import Postgres

/// A column that refers to a row of the same town without a foreign key. Hot tables have no foreign keys: see
/// `Decisions/NoForeignKeysOnHotTables`.
package struct LooseReference: Sendable {
    package let table: String
    package let column: String
    let parent: String
    let key: String
    /// The rows of `table` that refer to `parent`; `child` is the row.
    let condition: String

    private init(_ table: String, _ column: String, _ parent: String, _ key: String, if condition: String = "true") {
        self.table = table
        self.column = column
        self.parent = parent
        self.key = key
        self.condition = condition
    }

    /// A new table adds its columns here.
    package static let all =
        [
            LooseReference("appeals", "appeal_id", "appeal_texts", "appeal_id"),
            LooseReference("appeals", "house_id", "houses", "house_id"),
            LooseReference("appeals", "category_id", "categories", "category_id"),
            LooseReference("appeals", "organisation_id", "organisations", "organisation_id"),
            LooseReference("appeal_texts", "appeal_id", "appeals", "appeal_id"),
            LooseReference("appeal_contacts", "appeal_id", "appeals", "appeal_id"),
            LooseReference("appeal_events", "appeal_id", "appeals", "appeal_id"),
            LooseReference("clocks", "subject_id", "appeals", "appeal_id", if: "child.subject = 'appeal'"),
            LooseReference("clocks", "subject_id", "tickets", "ticket_id", if: "child.subject = 'ticket'"),
            LooseReference("clocks", "lender_id", "appeals", "appeal_id", if: "child.lender_id <> 0"),
            LooseReference("clock_pauses", "subject_id", "tickets", "ticket_id", if: "child.subject = 'ticket'"),
            LooseReference("idempotency_keys", "appeal_id", "appeals", "appeal_id"),
            LooseReference("routing_decisions", "appeal_id", "appeals", "appeal_id"),
            LooseReference("routing_decisions", "category_id", "categories", "category_id"),
            LooseReference("routing_decisions", "contract_id", "service_contracts", "contract_id"),
            LooseReference("routing_decisions", "house_id", "houses", "house_id"),
            LooseReference("routing_decisions", "organisation_id", "organisations", "organisation_id"),
            LooseReference("tickets", "appeal_id", "appeals", "appeal_id"),
            LooseReference("tickets", "organisation_id", "organisations", "organisation_id"),
            LooseReference("tickets", "category_id", "categories", "category_id"),
            LooseReference("tickets", "house_id", "houses", "house_id"),
            LooseReference("tickets", "assignee_id", "staff_users", "user_id"),
            LooseReference("tickets", "lease_user_id", "staff_users", "user_id"),
            LooseReference("ticket_events", "ticket_id", "tickets", "ticket_id"),
            LooseReference("ticket_events", "organisation_id", "organisations", "organisation_id"),
        ]
        + ["appeal_events", "clock_pauses", "routing_decisions", "ticket_events", "appeal_merges"].flatMap {
            actor(of: $0, "actor")
        }
        + actor(of: "appeal_merges", "undone_by")

    /// An actor's id refers to different tables by its kind.
    private static func actor(of table: String, _ column: String) -> [LooseReference] {
        [("staff", "staff_users", "user_id::text"), ("integration", "integrations", "integration_id::text")].map {
            LooseReference(table, "\(column)_id", $0.1, $0.2, if: "child.\(column)_kind = '\($0.0)'")
        }
    }

    /// The columns of the town with values that refer to nothing, such as `tickets.house_id`: none, unless somebody
    /// bypassed the program. Runs in a transaction of its own.
    package static func broken(
        of municipality: MunicipalityID,
        on connection: PostgresConnection
    ) async throws -> [String] {
        let searches = all.map { reference in
            """
            SELECT '\(reference.table).\(reference.column)' WHERE EXISTS (
                SELECT FROM \(reference.table) AS child
                WHERE child.municipality_id = $1 AND child.\(reference.column) IS NOT NULL AND \(reference.condition)
                    AND NOT EXISTS (
                        SELECT FROM \(reference.parent) AS parent
                        WHERE parent.municipality_id = $1 AND parent.\(reference.key) = child.\(reference.column)
                    )
            )
            """.replacing("$1", with: String(municipality.rawValue))
        }
        // Without BEGIN, the statements of one pipeline form one transaction.
        let answers = try await connection.pipeline([
            TownSession.tenant(municipality), SQL(raw: searches.joined(separator: "\nUNION\n")),
        ])
        return try answers[1].map { try $0.decode(String.self) }.sorted()
    }
}
