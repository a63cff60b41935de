/// A table of a moving town: what is copied of it, and how its rows are identified.
package struct TransferTable: Sendable, Hashable {
    /// Identifies a row within a town.
    package struct Key: Sendable, Hashable {
        /// Name of the constraint.
        let constraint: String
        /// Without `municipality_id`.
        let columns: [String]
        /// The columns that may be null.
        let nullable: Set<String>
    }

    package let name: String
    /// The copied columns in order of their names, without `municipality_id`, which differs between databases, and
    /// without generated columns.
    package let columns: [String]
    let key: Key
    /// The column whose values come from a sequence of the table.
    let identity: String?

    /// The columns as a list in a statement.
    func list(of alias: String? = nil) -> String {
        columns.map { Self.quoted($0, of: alias) }.joined(separator: ", ")
    }

    /// SQL of a number that is equal for rows with equal values.
    func checksum(of alias: String? = nil) -> String {
        "hashtextextended(ROW(\(list(of: alias)))::text, 0)"
    }

    /// SQL of a condition that is true for rows with the same key.
    func sameKey(_ one: String, _ other: String) -> String {
        // Without other columns in its key, a table has one row per town.
        guard !key.columns.isEmpty else { return "true" }
        return key.columns.map { column in
            let comparison = key.nullable.contains(column) ? "IS NOT DISTINCT FROM" : "="
            return "\(Self.quoted(column, of: one)) \(comparison) \(Self.quoted(column, of: other))"
        }.joined(separator: " AND ")
    }

    var keyOrder: String { key.columns.isEmpty ? "1" : keyList }

    /// The columns of the key as a list in a statement.
    var keyList: String {
        key.columns.isEmpty ? "true AS present" : key.columns.map { Self.quoted($0) }.joined(separator: ", ")
    }

    var quotedName: String { Self.quoted(name) }

    static func quoted(_ name: String, of alias: String? = nil) -> String {
        let quoted = "\"\(name.replacing("\"", with: "\"\""))\""
        return alias.map { "\($0).\(quoted)" } ?? quoted
    }
}
