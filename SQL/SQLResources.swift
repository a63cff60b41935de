/// The SQL files of this folder, embedded in the binary.
package enum SQLResources {
    /// Migrations by file name without `.sql`, in the order in which they are applied.
    package static let migrations: [(name: String, text: String)] = [
        ("m0001_jobs", string(PackageResources.m0001_jobs_sql)),
        ("m0002_town", string(PackageResources.m0002_town_sql)),
        ("m0003_staff", string(PackageResources.m0003_staff_sql)),
        ("m0004_appeals", string(PackageResources.m0004_appeals_sql)),
        ("m0005_tickets", string(PackageResources.m0005_tickets_sql)),
        ("m0006_projects", string(PackageResources.m0006_projects_sql)),
        ("m0007_statistics", string(PackageResources.m0007_statistics_sql)),
        ("m0008_routing_models", string(PackageResources.m0008_routing_models_sql)),
        ("m0009_merges", string(PackageResources.m0009_merges_sql)),
        ("m0010_hot_tables", string(PackageResources.m0010_hot_tables_sql)),
        ("m0011_appeal_texts", string(PackageResources.m0011_appeal_texts_sql)),
        ("m0012_lighter_writes", string(PackageResources.m0012_lighter_writes_sql)),
        ("m0013_sized_jobs", string(PackageResources.m0013_sized_jobs_sql)),
        ("m0014_lighter_intake", string(PackageResources.m0014_lighter_intake_sql)),
    ]

    /// One month's figures; $1 municipality, $2 start, $3 end.
    package static let monthlyStatistics = string(PackageResources.report_monthly_statistics_sql)

    private static func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
