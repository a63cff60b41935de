package import Municipality
package import Postgres

/// A town in one snapshot of its database, from which it is copied.
///
/// The transaction must be REPEATABLE READ and READ ONLY.
package struct DepartingTown: Sendable {
    /// A point in time that identifies the rows changed since a snapshot.
    package struct Moment: Sendable, Hashable {
        /// The oldest transaction that was still running.
        let transaction: String
    }

    /// A stream of COPY text: chunks of whole rows.
    package typealias Rows = ([UInt8]) async throws -> Void

    private let transaction: PostgresTransaction
    private let municipality: MunicipalityID
    /// The moment of the snapshot.
    package let moment: Moment

    package static func open(
        _ municipality: MunicipalityID,
        in transaction: PostgresTransaction
    ) async throws -> DepartingTown {
        let answers = try await transaction.pipeline([
            TownSession.tenant(municipality), TransferText.settings,
            oldestOpen,
        ])
        return DepartingTown(
            transaction: transaction,
            municipality: municipality,
            moment: Moment(transaction: try answers[2].only(String.self))
        )
    }

    /// The oldest transaction that the snapshot does not include, or the next one. Transactions of other databases of
    /// the server do not count, because a long one would make all rows look changed.
    private static let oldestOpen: SQL = """
        SELECT coalesce(
            (
                SELECT open::xid FROM pg_snapshot_xip(pg_current_snapshot()) AS open
                WHERE NOT EXISTS (
                    SELECT FROM pg_locks AS held JOIN pg_stat_activity AS activity USING (pid)
                    WHERE held.locktype = 'transactionid' AND held.mode = 'ExclusiveLock'
                        AND held.transactionid = open::xid AND activity.datname <> current_database()
                )
                ORDER BY age(open::xid) DESC LIMIT 1
            ),
            pg_snapshot_xmax(pg_current_snapshot())::xid
        )::text
        """

    private init(transaction: PostgresTransaction, municipality: MunicipalityID, moment: Moment) {
        self.transaction = transaction
        self.municipality = municipality
        self.moment = moment
    }

    /// The number of rows in each of the tables.
    package func counts(of tables: [TransferTable]) async throws -> [Int] {
        try await transaction.pipeline(
            tables.map { table in SQL(raw: "SELECT count(*) FROM \(table.quotedName) WHERE \(condition(on: table))") }
        ).map { try $0.only(Int.self) }
    }

    /// Copies the rows of a table.
    /// - Parameters:
    ///   - moment: leave out rows that have not changed since. A few unchanged rows may be included.
    ///   - checked: whether each row ends with a checksum.
    package func copy(
        _ table: TransferTable,
        since moment: Moment? = nil,
        checked: Bool,
        to rows: Rows
    ) async throws {
        let columns = table.columns.map { expression(of: $0, in: table) } + (checked ? [table.checksum()] : [])
        // Rows store the id of the transaction that wrote them in 32 bits. A row written 2^31 transactions ago may look
        // changed, which does no harm.
        let since = moment.map { " AND age(xmin) <= age('\($0.transaction)'::xid)" } ?? ""
        try await transaction.copyOut(
            """
            COPY (
                SELECT \(columns.joined(separator: ", ")) FROM \(table.quotedName)
                WHERE \(condition(on: table))\(since)\(order(of: table))
            ) TO STDOUT
            """,
            rows
        )
    }

    /// Copies the keys of all rows of a table.
    package func copyKeys(of table: TransferTable, to rows: Rows) async throws {
        try await transaction.copyOut(
            "COPY (SELECT \(table.keyList) FROM \(table.quotedName) WHERE \(condition(on: table))) TO STDOUT",
            rows
        )
    }

    private func condition(on table: TransferTable) -> String {
        table.isOfJobs
            ? "arguments ->> 'municipality' = '\(municipality.rawValue)'" : "municipality_id = \(municipality.rawValue)"
    }

    private func expression(of column: String, in table: TransferTable) -> String {
        // The job will not be done here, so it is copied as if it had not been taken.
        table.name == "jobs" && column == "attempt"
            ? "attempt - CASE WHEN worker_id IS NULL THEN 0 ELSE 1 END" : TransferTable.quoted(column)
    }

    private func order(of table: TransferTable) -> String { table.isOfJobs ? " ORDER BY job_id" : "" }
}

extension TransferTable {
    var isOfJobs: Bool { name == "jobs" || name == "dead_jobs" }
}
