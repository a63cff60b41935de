import Postgres

/// What saving did to a row.
package enum SavedChange: String, Sendable, PostgresDecodable {
    case inserted, updated, unchanged
}
