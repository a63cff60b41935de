import Postgres
import Services
import TestSupport
import Testing
import TownSupport

/// Large tables can be partitioned by town without changing the program.
@Suite struct PartitionedTownTests {
    /// Without row-level security, the statements themselves must name the town of every table.
    @Test(arguments: [TestRole?.none, .server])
    func theMainPathTouchesOnePartitionOfEachTable(role: TestRole?) async throws {
        try await TestTown.with(template: .partitioned, as: role) { test in
            try await test.walkTheMainPath()
            try await test.settleStatistics()
            for table in LargeTable.allCases {
                let touched = try await test.partitions(of: table) {
                    """
                    SELECT FROM pg_stat_user_tables
                    WHERE relname = '\($0)' AND (seq_scan > 0 OR idx_scan > 0 OR n_tup_ins > 0)
                    """
                }
                let holding = try await test.partitions(of: table) { "SELECT FROM \($0)" }
                #expect(touched == holding, "\(table)")
                #expect(holding.count == 1, "\(table)")
            }
        }
    }

    /// The services run as the superuser, to whom no policy applies, so each subquery has to bind the town itself.
    @Test(arguments: ["force_custom_plan", "force_generic_plan"])
    func eachStatementTouchesOnePartitionOfATable(mode: String) async throws {
        let settings = HotPlanTests.explaining + ["plan_cache_mode = \(mode)"]
        try await PrivateServer.with(settings: settings) { server in
            try await TestTown.with(on: server, template: .partitioned) { test in
                let plans = try await LoggedPlan.plans(of: server) {
                    try await test.walkTheMainPath()
                    try await test.walkTheSidePaths()
                }
                #expect(plans.count > 300)
                for plan in plans {
                    let touched = Set(plan.nodes.filter(\.wasExecuted).compactMap(\.partition))
                    for table in LargeTable.allCases where touched.intersection(table.partitions).count > 1 {
                        Issue.record("\(table): \(plan.text)")
                    }
                }
            }
        }
    }

    /// The move finds the town's tables in the database's catalogue, where partitions repeat the keys of their tables.
    @Test func aTownMovesBetweenPartitionedTables() async throws {
        try await TestTown.with(template: .partitioned) { test in
            try await test.liveThrough()
            let appeals = try await test.count("appeals")
            try await TestCell.with(template: .partitioned) { cell in
                _ = try await TownMove(from: test.database, to: cell.database).perform("test", by: .console) { step in
                    if case .copied = step { try await test.workedOn("Во время") }
                }
                let there = try await cell.pool.query("SELECT count(*) FROM appeals WHERE municipality_id = 2")
                #expect(try there.only(Int.self) == appeals + 1)
            }
        }
    }
}

extension TestTown {
    /// The partitions for which the query finds a row.
    fileprivate func partitions(of table: LargeTable, where query: (String) -> String) async throws -> [String] {
        var found: [String] = []
        for partition in table.partitions {
            if try await pool.query(SQL(raw: "SELECT EXISTS (\(query(partition)))")).only(Bool.self) {
                found.append(partition)
            }
        }
        return found
    }
}
