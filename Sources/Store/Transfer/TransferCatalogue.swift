package import Postgres

/// Everything that belongs to a town, according to the database's own catalogue.
package struct TransferCatalogue: Sendable, Hashable {
    /// The town's own row.
    package let municipality: TransferTable
    /// All tables with `municipality_id` except ``derived``, referenced tables first.
    package let tables: [TransferTable]
    /// Tables with `municipality_id` that each database fills by itself from the others.
    package let derived: [TransferTable]
    /// Waiting jobs, and those that were given up. Their arguments name the town.
    package let jobs: [TransferTable]

    /// All tables in the order of the file.
    package var all: [TransferTable] { [municipality] + tables + jobs }

    /// Columns that are not copied, for the tables with such columns.
    package static let special: [String: [String]] = [
        // The state of the town differs between the databases.
        "municipalities": [
            "municipality_id", "state", "state_since", "state_by", "move_id", "move_peer", "appeal_ids_over",
        ],
        // Jobs get new ids in the other queue, and no worker there holds them.
        "jobs": ["job_id", "worker_id", "claimed_at"],
        "dead_jobs": ["job_id"],
    ]

    private static var specialNames: [String] { special.keys.sorted() }

    /// Filled by triggers, with numbers of their own database.
    package static let derivedNames = ["catalogue_versions"]

    package static func read(on client: some PostgresClient) async throws -> TransferCatalogue {
        let found = try await client.query(
            """
            SELECT c.relname::text,
                ARRAY(
                    SELECT attname::text FROM pg_attribute
                    WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
                        AND attname <> 'municipality_id'
                    ORDER BY attname
                ),
                (SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attidentity <> '' AND NOT attisdropped),
                key.name,
                key.columns,
                ARRAY(
                    SELECT attname::text FROM pg_attribute
                    WHERE attrelid = c.oid AND attname = ANY (key.columns) AND NOT attnotnull
                ),
                ARRAY(
                    SELECT parent.relname::text FROM pg_constraint AS reference
                    JOIN pg_class AS parent ON parent.oid = reference.confrelid
                    WHERE reference.conrelid = c.oid AND reference.contype = 'f' AND parent.oid <> c.oid
                        AND parent.relname <> 'municipalities'
                        -- A key to a partitioned table has a copy for each partition.
                        AND reference.conparentid = 0
                )
            FROM pg_class AS c
            CROSS JOIN LATERAL (
                SELECT conname::text AS name,
                    ARRAY(
                        SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS part (number, place)
                        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = part.number
                        WHERE a.attname <> 'municipality_id'
                        ORDER BY place
                    ) AS columns
                FROM pg_constraint AS k
                WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u')
                ORDER BY k.contype <> 'p', k.conname
                LIMIT 1
            ) AS key
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                AND (
                    c.relname = ANY (\(specialNames))
                    OR EXISTS (
                        SELECT FROM pg_attribute
                        WHERE attrelid = c.oid AND attname = 'municipality_id' AND NOT attisdropped
                    )
                )
            ORDER BY c.relname
            """
        ).map(Entry.init)
        func table(_ name: String) throws -> TransferTable {
            guard let entry = found.first(where: { $0.table.name == name }) else {
                throw PostgresError(.misuse, "the database has no table \(name)")
            }
            return entry.table
        }
        return TransferCatalogue(
            municipality: try table("municipalities"),
            tables: try inOrder(
                found.filter { Self.special[$0.table.name] == nil && !Self.derivedNames.contains($0.table.name) }
            ),
            derived: try derivedNames.map(table),
            jobs: [try table("jobs"), try table("dead_jobs")]
        )
    }

    private struct Entry {
        let table: TransferTable
        let parents: Set<String>

        init(_ row: PostgresRow) throws {
            var cells = row.columns
            let name: String = try cells.next()
            let columns: [String] = try cells.next()
            let identity: String? = try cells.next()
            let constraint: String = try cells.next()
            let key: [String] = try cells.next()
            let nullable: [String] = try cells.next()
            parents = Set(try cells.next([String].self))
            try cells.end()
            let left = special[name, default: []]
            table = TransferTable(
                name: name,
                columns: columns.filter { !left.contains($0) },
                key: TransferTable.Key(constraint: constraint, columns: key, nullable: Set(nullable)),
                identity: identity
            )
        }
    }

    private static func inOrder(_ entries: [Entry]) throws(PostgresError) -> [TransferTable] {
        var left = entries
        var names: Set<String> = []
        var ordered: [TransferTable] = []
        while !left.isEmpty {
            let ready = left.filter { $0.parents.isSubset(of: names) }
            guard !ready.isEmpty else {
                let circle = left.map(\.table.name).joined(separator: ", ")
                throw PostgresError(.misuse, "tables refer to each other in a circle: \(circle)")
            }
            ordered += ready.map(\.table)
            names.formUnion(ready.map(\.table.name))
            left.removeAll { names.contains($0.table.name) }
        }
        return ordered
    }
}
