/// The SQL files of this folder, embedded in the binary.
package enum SQLResources {
    /// Migrations by file name without `.sql`, in the order in which they are applied.
    package static let migrations: [(name: String, text: String)] = [
        ("m0001_jobs", string(PackageResources.m0001_jobs_sql)),
        ("m0002_municipalities", string(PackageResources.m0002_municipalities_sql)),
        ("m0003_directory", string(PackageResources.m0003_directory_sql)),
        ("m0004_staff", string(PackageResources.m0004_staff_sql)),
        ("m0005_appeals", string(PackageResources.m0005_appeals_sql)),
        ("m0006_clocks", string(PackageResources.m0006_clocks_sql)),
        ("m0007_tickets", string(PackageResources.m0007_tickets_sql)),
        ("m0008_routing", string(PackageResources.m0008_routing_sql)),
        ("m0009_merges", string(PackageResources.m0009_merges_sql)),
        ("m0010_projects", string(PackageResources.m0010_projects_sql)),
        ("m0011_statistics", string(PackageResources.m0011_statistics_sql)),
        ("m0012_tenancy", string(PackageResources.m0012_tenancy_sql)),
        ("m0014_inlined_wall", string(PackageResources.m0014_inlined_wall_sql)),
    ]

    /// One month's figures; $1 municipality, $2 start, $3 end.
    package static let monthlyStatistics = string(PackageResources.report_monthly_statistics_sql)

    private static func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
