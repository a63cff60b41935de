package import Foundation
package import Municipality
import Postgres

/// Stores the history of another system: rows are staged by COPY, checked, and turned into appeals as sets.
///
/// Everything happens in one transaction, in the order of the functions here. The staging tables are dropped at its
/// end.
package enum HistoryStore {
    /// An appeal of another system as its file describes it. Its values are valid by themselves.
    package struct Row: Sendable {
        /// Its row number in the file.
        package var row: Int
        package var externalID: String
        package var registeredAt: Date
        package var deadlineAt: Date?
        /// When its ticket is due, as imported.
        package var dueAt: Date
        package var closedAt: Date?
        package var text: String
        package var address: String?
        package var coordinates: Coordinates?
        /// The name in the file.
        package var category: String
        package var group: String?
        package var organisation: String

        package init(
            row: Int,
            externalID: String,
            registeredAt: Date,
            deadlineAt: Date?,
            dueAt: Date,
            closedAt: Date?,
            text: String,
            address: String?,
            coordinates: Coordinates?,
            category: String,
            group: String?,
            organisation: String
        ) {
            self.row = row
            self.externalID = externalID
            self.registeredAt = registeredAt
            self.deadlineAt = deadlineAt
            self.dueAt = dueAt
            self.closedAt = closedAt
            self.text = text
            self.address = address
            self.coordinates = coordinates
            self.category = category
            self.group = group
            self.organisation = organisation
        }
    }

    /// Creates the staging tables.
    package static func begin(in session: TownSession) async throws {
        try await session.transaction().simple(
            """
            CREATE TEMPORARY TABLE history_rows (
                row            bigint           PRIMARY KEY,
                external_id    text             NOT NULL,
                registered_at  timestamptz      NOT NULL,
                deadline_at    timestamptz,
                due_at         timestamptz      NOT NULL,
                closed_at      timestamptz,
                text           text             NOT NULL,
                address        text,
                latitude       double precision,
                longitude      double precision,
                category       text             NOT NULL,
                category_group text,
                organisation   text             NOT NULL
            ) ON COMMIT DROP;
            CREATE TEMPORARY TABLE history_categories (
                name text PRIMARY KEY, category_id integer NOT NULL, urgency smallint NOT NULL
            ) ON COMMIT DROP;
            CREATE TEMPORARY TABLE history_organisations (
                name text PRIMARY KEY, organisation_id integer NOT NULL
            ) ON COMMIT DROP;
            CREATE TEMPORARY TABLE history_numbers (
                row bigint PRIMARY KEY, appeal_id bigint NOT NULL, number text NOT NULL
            ) ON COMMIT DROP
            """
        )
    }

    /// Stages rows.
    /// - Parameter next: returns one row after another, at least one, then nil.
    package static func stage(
        in session: TownSession,
        next: () async throws -> Row?
    ) async throws {
        try await session.transaction().copyIn("COPY history_rows FROM STDIN (FORMAT binary)") { writer in
            while let row = try await next() {
                try await writer.writeRow([
                    PostgresValue(row.row), PostgresValue(row.externalID), PostgresValue(row.registeredAt),
                    PostgresValue(row.deadlineAt), PostgresValue(row.dueAt), PostgresValue(row.closedAt),
                    PostgresValue(row.text), PostgresValue(row.address), PostgresValue(row.coordinates?.latitude),
                    PostgresValue(row.coordinates?.longitude), PostgresValue(row.category), PostgresValue(row.group),
                    PostgresValue(row.organisation),
                ])
            }
        }
        try await session.transaction().simple("ANALYZE history_rows")
    }

    /// A row with an external id that exists already.
    package struct Duplicate: Sendable {
        package let row: Int
        /// The first row with the id; nil when the town already has an appeal with it.
        package let first: Int?
    }

    package static func duplicates(
        in session: TownSession
    ) async throws -> [Duplicate] {
        try await session.query(
            """
            SELECT r.row, CASE WHEN a.appeal_id IS NULL THEN r.first END
            FROM (SELECT row, external_id, min(row) OVER (PARTITION BY external_id) AS first FROM history_rows) AS r
            LEFT JOIN appeals AS a ON a.municipality_id = \(session.municipality) AND a.external_id = r.external_id
            WHERE a.appeal_id IS NOT NULL OR r.row > r.first
            ORDER BY r.row
            """
        ).map { row in
            var columns = row.columns
            let duplicate = Duplicate(row: try columns.next(), first: try columns.next())
            try columns.end()
            return duplicate
        }
    }

    /// Removes staged rows.
    package static func drop(_ rows: [Int], in session: TownSession) async throws {
        try await session.execute("DELETE FROM history_rows WHERE row = ANY (\(rows)::bigint[])")
    }
}
