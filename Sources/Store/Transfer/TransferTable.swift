/// A table as it travels with its town: what is copied of it, and how its rows are known again.
package struct TransferTable: Sendable, Hashable {
    /// What tells one row of a town from another.
    package struct Key: Sendable, Hashable {
        /// Name of the constraint.
        let constraint: String
        /// Without `municipality_id`.
        let columns: [String]
        /// Those of the columns that may be null.
        let nullable: Set<String>
    }

    package let name: String
    /// Those that are copied, in order of their names: neither `municipality_id`, which is another in each database, nor
    /// what the server computes itself.
    package let columns: [String]
    let key: Key
    /// Column whose values come from a sequence of the table.
    let identity: String?

    /// Columns as a list in a statement.
    func list(of alias: String? = nil) -> String {
        columns.map { Self.quoted($0, of: alias) }.joined(separator: ", ")
    }

    /// SQL of a number that is the same for rows with the same values.
    func checksum(of alias: String? = nil) -> String {
        "hashtextextended(ROW(\(list(of: alias)))::text, 0)"
    }

    /// SQL that holds for rows with the same key.
    func sameKey(_ one: String, _ other: String) -> String {
        // A town has one row of a table without other columns in its key.
        guard !key.columns.isEmpty else { return "true" }
        return key.columns.map { column in
            let comparison = key.nullable.contains(column) ? "IS NOT DISTINCT FROM" : "="
            return "\(Self.quoted(column, of: one)) \(comparison) \(Self.quoted(column, of: other))"
        }.joined(separator: " AND ")
    }

    var keyOrder: String { key.columns.isEmpty ? "1" : keyList }

    /// Columns of the key as a list in a statement.
    var keyList: String {
        key.columns.isEmpty ? "true AS present" : key.columns.map { Self.quoted($0) }.joined(separator: ", ")
    }

    var quotedName: String { Self.quoted(name) }

    static func quoted(_ name: String, of alias: String? = nil) -> String {
        let quoted = "\"\(name.replacing("\"", with: "\"\""))\""
        return alias.map { "\($0).\(quoted)" } ?? quoted
    }
}
