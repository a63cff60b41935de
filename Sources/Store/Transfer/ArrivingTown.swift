package import Municipality
package import Postgres

/// A town that arrives in a database, in one transaction whose changes nobody else sees.
///
/// COPY cannot write through row-level security, and rows get a different `municipality_id` here, so each table's rows
/// are first copied to a temporary table. The calls for one table come in this order: stage, insert or change, compare,
/// clear.
package struct ArrivingTown: Sendable {
    private let transaction: PostgresTransaction
    package let municipality: MunicipalityID

    /// Writes rows as COPY text.
    package typealias Rows = (CopyInWriter) async throws -> Void

    // MARK: The town itself

    /// Creates the town from its row.
    /// - Parameter move: the move and the other database; nil when the town is to be active at once.
    package static func make(
        _ catalogue: TransferCatalogue,
        move: (id: MoveID, peer: String)?,
        by: String,
        in transaction: PostgresTransaction,
        row: Rows
    ) async throws -> ArrivingTown {
        _ = try await transaction.pipeline([
            TransferText.settings, "SELECT set_config('zemstvo.transfer', 'on', true)",
            // Until `analyze`. The statistics know the other towns and not this one, so the planner expects one row of it, and
            // would compare each copied row with each stored row.
            "SELECT set_config('enable_nestloop', 'off', true)",
        ])
        let table = catalogue.municipality
        try await stage(table, checked: false, in: transaction, rows: row)
        let state = move == nil ? TownState.active : .arriving
        let municipality = try await transaction.query(
            """
            INSERT INTO municipalities (\(raw: table.list()), state, state_by, move_id, move_peer)
            SELECT \(raw: table.list()), \(state), \(by), \(move?.id)::uuid, \(move?.peer) FROM \(raw: table.stage)
            RETURNING municipality_id
            """
        ).only(MunicipalityID.self)
        let town = ArrivingTown(transaction: transaction, municipality: municipality)
        try await transaction.execute(TownSession.tenant(municipality))
        try await town.clear(table)
        return town
    }

    private init(transaction: PostgresTransaction, municipality: MunicipalityID) {
        self.transaction = transaction
        self.municipality = municipality
    }

    /// The town's code, from its row.
    package func code() async throws -> String {
        try await transaction.query(
            "SELECT code FROM municipalities WHERE municipality_id = \(municipality)"
        ).only(String.self)
    }

    /// Copies the town's row again.
    package func renew(_ table: TransferTable, row: Rows) async throws {
        try await stage(table, checked: false, rows: row)
        try await transaction.execute(
            """
            UPDATE municipalities SET (\(raw: table.list())) = (SELECT \(raw: table.list()) FROM \(raw: table.stage))
            WHERE municipality_id = \(municipality)
            """
        )
        try await clear(table)
    }

    // MARK: Rows of a table

    /// - Parameter checked: whether each row ends with a checksum.
    /// - Returns: the number of rows.
    @discardableResult
    package func stage(_ table: TransferTable, checked: Bool, rows: Rows) async throws -> Int {
        try await Self.stage(table, checked: checked, in: transaction, rows: rows)
    }

    @discardableResult
    private static func stage(
        _ table: TransferTable,
        checked: Bool,
        in transaction: PostgresTransaction,
        rows: Rows
    ) async throws -> Int {
        let checksum = checked ? ", NULL::bigint AS \(TransferTable.checksumColumn)" : ""
        try await transaction.execute(
            """
            CREATE TEMPORARY TABLE \(raw: table.stage) ON COMMIT DROP AS
            SELECT \(raw: table.list())\(raw: checksum) FROM \(raw: table.quotedName) WITH NO DATA
            """
        )
        let count = try await transaction.copyIn("COPY \(table.stage) FROM STDIN", rows)
        try await transaction.execute("ANALYZE \(raw: table.stage)")
        return count
    }

    /// Inserts the staged rows, none of which exists yet.
    package func insert(_ table: TransferTable) async throws {
        try await moveSequence(of: table)
        try await transaction.execute(
            """
            INSERT INTO \(raw: table.quotedName) (municipality_id, \(raw: table.list()))
            OVERRIDING SYSTEM VALUE
            SELECT \(municipality), \(raw: table.list()) FROM \(raw: table.stage)
            """
        )
    }

    /// Inserts or updates the staged rows.
    package func change(_ table: TransferTable) async throws {
        try await moveSequence(of: table)
        let values = table.columns.filter { !table.key.columns.contains($0) && $0 != table.identity }
        guard !values.isEmpty else { return try await insertNew(table) }
        let assignments = values.map { "\(TransferTable.quoted($0)) = \(TransferTable.quoted($0, of: "excluded"))" }
        try await transaction.execute(
            """
            INSERT INTO \(raw: table.quotedName) (municipality_id, \(raw: table.list()))
            OVERRIDING SYSTEM VALUE
            SELECT \(municipality), \(raw: table.list()) FROM \(raw: table.stage)
            -- Rows that ended come before rows that began after them.
            ORDER BY \(raw: table.keyOrder)
            ON CONFLICT ON CONSTRAINT \(raw: TransferTable.quoted(table.key.constraint))
                DO UPDATE SET \(raw: assignments.joined(separator: ", "))
            """
        )
    }

    /// Same as ``change(_:)``, for a table whose rows consist of keys only. Throws if another town has such a row, for
    /// example a host name.
    private func insertNew(_ table: TransferTable) async throws {
        try await transaction.execute(
            """
            INSERT INTO \(raw: table.quotedName) (municipality_id, \(raw: table.list()))
            SELECT \(municipality), \(raw: table.list()) FROM \(raw: table.stage) AS staged
            WHERE NOT EXISTS (
                SELECT FROM \(raw: table.quotedName) AS present
                WHERE present.municipality_id = \(municipality) AND \(raw: table.sameKey("present", "staged"))
            )
            """
        )
    }

    /// The number of staged rows that do not exist yet.
    package func newRows(of table: TransferTable) async throws -> Int {
        try await transaction.query(
            """
            SELECT count(*) FROM \(raw: table.stage) AS staged WHERE NOT EXISTS (
                SELECT FROM \(raw: table.quotedName) AS present
                WHERE present.municipality_id = \(municipality) AND \(raw: table.sameKey("present", "staged"))
            )
            """
        ).only(Int.self)
    }

    /// Deletes the rows whose keys are not in `keys`.
    /// - Returns: the number of deleted rows.
    package func delete(from table: TransferTable, butKeys keys: Rows) async throws -> Int {
        try await transaction.execute(
            """
            CREATE TEMPORARY TABLE \(raw: table.keys) ON COMMIT DROP AS
            SELECT \(raw: table.keyList) FROM \(raw: table.quotedName) WITH NO DATA
            """
        )
        try await transaction.copyIn("COPY \(table.keys) FROM STDIN", keys)
        try await transaction.execute("ANALYZE \(raw: table.keys)")
        let deleted = try await transaction.execute(
            """
            DELETE FROM \(raw: table.quotedName) AS present
            WHERE municipality_id = \(municipality) AND NOT EXISTS (
                SELECT FROM \(raw: table.keys) AS kept WHERE \(raw: table.sameKey("kept", "present"))
            )
            """
        )
        try await transaction.execute("DROP TABLE \(raw: table.keys)")
        return deleted
    }

    /// Whether each row that was staged with a checksum exists with the same values.
    package func hasAllStaged(of table: TransferTable) async throws -> Bool {
        try await transaction.query(
            """
            SELECT NOT EXISTS (
                SELECT FROM \(raw: table.stage) AS staged
                LEFT JOIN \(raw: table.quotedName) AS present
                    ON present.municipality_id = \(municipality) AND \(raw: table.sameKey("present", "staged"))
                WHERE present.municipality_id IS NULL
                    OR \(raw: table.checksum(of: "present")) <> staged.\(raw: TransferTable.checksumColumn)
            )
            """
        ).only(Bool.self)
    }

    package func clear(_ table: TransferTable) async throws {
        try await transaction.execute("DROP TABLE \(raw: table.stage)")
    }

    /// The number of rows of the table.
    package func count(of table: TransferTable) async throws -> Int {
        try await transaction.query(
            "SELECT count(*) FROM \(raw: table.quotedName) WHERE municipality_id = \(municipality)"
        ).only(Int.self)
    }

    /// Updates the planner's statistics with the town's rows, before others can see the rows. This transaction uses the new
    /// statistics at once, others after the commit. Until then, other transactions that analyze these tables wait, and
    /// autovacuum skips them.
    package func analyze() async throws {
        _ = try await transaction.pipeline([
            "SELECT analyze_town_tables()", "SELECT set_config('enable_nestloop', 'on', true)",
        ])
    }

    // MARK: Jobs

    /// Inserts the staged jobs with the town's new id.
    package func insertJobs(_ table: TransferTable) async throws {
        let columns = table.columns.map { column in
            guard column == "arguments" else { return TransferTable.quoted(column) }
            return "arguments || jsonb_build_object('municipality', \(municipality.rawValue))"
        }.joined(separator: ", ")
        // Jobs that were given up also get ids of the queue's sequence.
        let id = "job_id, "
        let next = "nextval(pg_get_serial_sequence('jobs', 'job_id')), "
        let isDead = table.name == "dead_jobs"
        try await transaction.execute(
            """
            INSERT INTO \(raw: table.quotedName) (\(raw: isDead ? id : "")\(raw: table.list()))
            SELECT \(raw: isDead ? next : "")\(raw: columns) FROM \(raw: table.stage)
            """
        )
    }

    // MARK: Ids to come

    /// Also skips ids that other towns may take from the sequences meanwhile.
    private static let margin = 1_000

    /// Makes the ids of future rows greater than those staged.
    private func moveSequence(of table: TransferTable) async throws {
        if let identity = table.identity {
            try await transaction.execute(
                """
                SELECT setval(sequence, staged.last + \(raw: String(Self.margin)))
                FROM (SELECT max(\(raw: TransferTable.quoted(identity)))::bigint AS last FROM \(raw: table.stage)) AS staged,
                    CAST(pg_get_serial_sequence(\(table.name), \(identity)) AS regclass) AS sequence
                WHERE staged.last > coalesce(pg_sequence_last_value(sequence), 0)
                """
            )
        } else if table.name == "appeals" {
            _ = try await transaction.pipeline([
                """
                UPDATE municipalities SET appeal_ids_over = staged.last
                FROM (SELECT max(appeal_id) AS last FROM \(raw: table.stage)) AS staged
                WHERE municipality_id = \(municipality) AND appeal_ids_over < staged.last
                """,
                """
                SELECT setval('appeal_ids', staged.last + \(raw: String(Self.margin)))
                FROM (SELECT max(appeal_id) AS last FROM \(raw: table.stage)) AS staged
                WHERE staged.last > coalesce(pg_sequence_last_value('appeal_ids'), 0)
                """,
            ])
        }
    }
}

extension TransferTable {
    static let checksumColumn = "transfer_checksum"
    /// Temporary tables for staged rows and keys.
    var stage: String { "pg_temp.\(Self.quoted("transfer_\(name)"))" }
    var keys: String { "pg_temp.\(Self.quoted("transfer_keys_\(name)"))" }
}
