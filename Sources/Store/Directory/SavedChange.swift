import Postgres

/// The effect of saving on a row.
package enum SavedChange: String, Sendable, PostgresDecodable {
    case inserted, updated, unchanged
}
