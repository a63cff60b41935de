import Postgres
import Services
import TestSupport
import Testing
import TownSupport

/// The plans of a move in the target, where the planner has statistics of other towns only.
@Suite struct TownMovePlanTests {
    static let appeals = 1_000

    func fill(_ test: TestTown) async throws {
        try await test.pool.withConnection { connection in
            try await connection.simple(
                """
                INSERT INTO appeals (municipality_id, appeal_id, number, channel, kind, identity, registered_at)
                SELECT 1, nextval('appeal_ids'), '383461465', 'import', 'message', 'none', now()
                FROM generate_series(1, \(Self.appeals));
                INSERT INTO appeal_texts SELECT municipality_id, appeal_id, 'Холодно' FROM appeals;
                ANALYZE;
                """
            )
        }
    }

    /// Each copied row was compared with each stored row: a town of 5 000 appeals took a minute, and 100 000 hours.
    @Test func copiedRowsAreFoundByTheirKeys() async throws {
        try await TestTown.with { test in
            try await fill(test)
            try await PrivateServer.with(settings: HotPlanTests.explaining) { server in
                try await TestTown.with(on: server, as: .server) { other in
                    try await other.pool.execute("UPDATE municipalities SET code = 'other'")
                    try await fill(other)
                    let plans = try await LoggedPlan.plans(of: server) {
                        _ = try await TownMove(from: test.database, to: other.database)
                            .perform("test", by: .console) { step in
                                if case .copied = step { _ = try await test.submit("Во время") }
                            }
                    }
                    #expect(plans.contains { $0.text.contains("transfer_appeals") })
                    for plan in plans {
                        let compared = plan.text.matches(of: /Rows Removed by Join Filter: (\d+)/)
                            .compactMap { Int($0.output.1) }
                        #expect(compared.allSatisfy { $0 < 10 * Self.appeals }, "\(plan.text)")
                    }
                }
            }
        }
    }
}
