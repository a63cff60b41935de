import Municipality
import Postgres
import Services
import TestSupport
import Testing
import TownSupport

/// Behind row-level security the hot statements keep their indexes, and on partitioned tables touch one partition each.
/// EXPLAIN ANALYZE of the statements as the services ran them, which `auto_explain` writes into the server's log.
@Suite struct HotPlanTests {
    static let explaining = [
        "session_preload_libraries = 'auto_explain'", "auto_explain.log_min_duration = 0",
        "auto_explain.log_analyze = on", "auto_explain.log_timing = off", "log_line_prefix = '@%p '",
    ]

    /// 10 000 open tickets of one organisation in each of two towns, and 20 open appeals of one house.
    static let crowd = """
        INSERT INTO municipalities (code, name, time_zone, secret)
        VALUES ('other', 'Другой', 'Europe/Moscow', decode(repeat('2b', 32), 'hex'));
        INSERT INTO appeals (municipality_id, appeal_id, number, state, channel, kind, identity, house_id, category_id,
            organisation_id, registered_at, closed_at)
        SELECT town, n, '383461465', CASE WHEN n % 100 = 0 THEN 'routed' ELSE 'closed' END::appeal_state, 'import',
            'message', 'none', 1 + n % 500, 1, 1, now() - n * interval '1 minute', CASE WHEN n % 100 <> 0 THEN now() END
        FROM generate_series(1, 2) AS town, generate_series(1, 10000) AS n;
        INSERT INTO appeal_texts SELECT municipality_id, appeal_id, 'Холодно' FROM appeals;
        INSERT INTO tickets (municipality_id, appeal_id, organisation_id, urgency, due_at, category_id, house_id)
        SELECT municipality_id, appeal_id, 1, 1, now() + appeal_id * interval '1 second', 1, house_id FROM appeals;
        ANALYZE;
        """

    /// A use case with the table that it reads and the index that it must use.
    struct Hot: Sendable, CustomTestStringConvertible {
        let name: String
        let table: LargeTable
        let index: String
        let use: @Sendable (TestTown) async throws -> Void

        var testDescription: String { name }
    }

    static let hot = [
        Hot(name: "page of a queue", table: .tickets, index: "tickets_open") { test in
            let page = try await QueueService(town: test.town)
                .list("teploset", TicketFilter(), after: nil, limit: 50, by: TestTown.anna)
            #expect(page.items.count == 50)
        },
        Hot(name: "claim", table: .tickets, index: "tickets_open") { test in
            let ticket = try await QueueService(town: test.town).claimNext(in: "teploset", by: TestTown.anna)
            #expect(ticket != nil)
        },
        Hot(name: "similar appeals of a house", table: .appeals, index: "appeals_of_house") { test in
            var submission = AppealSubmission(text: "Холодно")
            submission.houseID = 1
            submission.category = "heating.none"
            let similar = try await SimilarAppealService(town: test.town).before(submission)
            #expect(!similar.items.isEmpty)
        },
    ]

    /// Runs `body` in a crowded town whose services act as the server's role.
    /// - Parameter mode: plan cache mode; a statement that is run often gets a generic plan.
    func crowded(
        _ template: TownTemplate,
        planning mode: String,
        _ body: @Sendable @escaping (PrivateServer, TestTown) async throws -> Void
    ) async throws {
        let settings = Self.explaining + ["plan_cache_mode = \(mode)"]
        try await PrivateServer.with(settings: settings) { server in
            try await TestTown.with(on: server, template: template, as: .server) { test in
                try await test.pool.withConnection { try await $0.simple(Self.crowd) }
                try await body(server, test)
            }
        }
    }

    @Test(arguments: ["force_custom_plan", "force_generic_plan"])
    func hotStatementsAreReadByTheirIndexes(mode: String) async throws {
        try await crowded(.ordinary, planning: mode) { server, test in
            for hot in Self.hot {
                let nodes = try await PlanNode.nodes(of: server) { try await hot.use(test) }
                let table = hot.table.rawValue
                #expect(nodes.contains { $0.uses(hot.index) && $0.rows <= 60 }, "\(hot.name)")
                #expect(!nodes.contains { $0.text.contains("Seq Scan on \(table) ") }, "\(hot.name)")
            }
        }
    }

    @Test(arguments: ["force_custom_plan", "force_generic_plan"])
    func hotStatementsTouchOnePartitionOfEachTable(mode: String) async throws {
        try await crowded(.partitioned, planning: mode) { server, test in
            for hot in Self.hot {
                let nodes = try await PlanNode.nodes(of: server) { try await hot.use(test) }.filter(\.wasExecuted)
                for table in LargeTable.allCases {
                    let touched = table.partitions.filter { partition in
                        nodes.contains { $0.text.contains(" on \(partition) ") }
                    }
                    #expect(touched.count <= 1, "\(hot.name): \(touched)")
                    if table == hot.table { #expect(touched.count == 1, "\(hot.name)") }
                }
            }
        }
    }
}
