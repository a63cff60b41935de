/// The SQL files of this folder, embedded in the program by `EmbedSQLPlugin`.
package enum SQLResources {
    /// Migrations by file name without `.sql`, in the order in which they are applied: `m0001_jobs`, …
    package static let migrations: [(name: String, text: String)] =
        files
        .filter { $0.key.wholeMatch(of: /m[0-9]{4}_[a-z_]+/) != nil }
        .sorted { $0.key < $1.key }
        .map { (name: $0.key, text: $0.value) }

    /// One month's figures; $1 municipality, $2 start, $3 end.
    package static let monthlyStatistics = files["report_monthly_statistics", default: ""]
}
