/// Why the schema was not brought up to date, and what to do.
package enum MigrationRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// The database has a step whose text differs from this program's.
    case changed(String)
    /// The database has steps that this program does not know, because the program is older.
    case newerDatabase(version: Int32)
    /// Another session holds a lock that the step needs.
    case locked(String, after: Duration)
    /// The step left an index that is not valid.
    case invalidIndex(String, index: String)

    package var description: String {
        switch self {
        case .changed(let name): "migration \(name) was applied with a different text"
        case .newerDatabase(let version):
            "the database has migration \(version), which this program is too old to know"
        case .locked(let name, let timeout):
            """
            migration \(name) waited \(timeout) for a lock that another session holds, and gave up; the step is not \
            applied: find the session in pg_stat_activity, wait for its end or end it, and run `zemstvo migrate up` again
            """
        case .invalidIndex(let name, let index):
            """
            migration \(name) left the index \(index) invalid; the step is not applied: \
            DROP INDEX CONCURRENTLY \(index), and run `zemstvo migrate up` again
            """
        }
    }
}
