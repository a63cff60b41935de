import Postgres
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
