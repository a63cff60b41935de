import Municipality
import Postgres
import Services
import TestSupport
import Testing
import TownSupport

/// Row-level security keeps the hot statements on their indexes. Read from what the database counts, so that it holds for
/// the statements as the services run them, with their parameters and their plans.
@Suite struct IndexUseTests {
    /// 10 000 open tickets of one organisation in each of two towns, and 20 open appeals of one house.
    static let crowd = """
        INSERT INTO municipalities (code, name, time_zone, secret)
        VALUES ('other', 'Другой', 'Europe/Moscow', decode(repeat('2b', 32), 'hex'));
        INSERT INTO appeals (municipality_id, appeal_id, number, state, channel, house_id, category_id, organisation_id,
            registered_at, closed_at)
        SELECT town, n, '383461465', CASE WHEN n % 100 = 0 THEN 'routed' ELSE 'closed' END::appeal_state, 'import',
            1 + n % 500, 1, 1, now() - n * interval '1 minute', CASE WHEN n % 100 <> 0 THEN now() END
        FROM generate_series(1, 2) AS town, generate_series(1, 10000) AS n;
        INSERT INTO appeal_texts SELECT municipality_id, appeal_id, 'Холодно' FROM appeals;
        INSERT INTO tickets (municipality_id, appeal_id, organisation_id, urgency, due_at, category_id, house_id)
        SELECT municipality_id, appeal_id, 1, 1, now() + appeal_id * interval '1 second', 1, house_id FROM appeals;
        ANALYZE;
        """

    /// Rows read of an index, and reads of the whole table.
    func reads(
        _ index: String,
        of table: String,
        by test: TestTown
    ) async throws -> (entries: Int, wholeTable: Int) {
        try await test.settleStatistics()
        return try await test.pool.query(
            """
            SELECT i.idx_tup_read, t.seq_scan FROM pg_stat_user_indexes AS i JOIN pg_stat_user_tables AS t USING (relid)
            WHERE i.indexrelname = \(index) AND t.relname = \(table)
            """
        ).only((Int, Int).self)
    }

    func crowded(_ body: @Sendable @escaping (TestTown) async throws -> Void) async throws {
        try await TestTown.with(as: .server) { test in
            try await test.pool.withConnection { try await $0.simple(Self.crowd) }
            try await test.settleStatistics()
            try await test.pool.withConnection { try await $0.simple("SELECT pg_stat_reset()") }
            try await body(test)
        }
    }

    @Test func aPageOfAQueueIsReadInOrderOfItsIndex() async throws {
        try await crowded { test in
            let page = try await QueueService(town: test.town)
                .list("teploset", TicketFilter(), after: nil, limit: 50, by: TestTown.anna)
            #expect(page.items.count == 50)
            let (entries, wholeTable) = try await reads("tickets_open", of: "tickets", by: test)
            #expect(51...100 ~= entries)
            #expect(wholeTable == 0)
        }
    }

    @Test func aClaimReadsTheHeadOfTheQueue() async throws {
        try await crowded { test in
            #expect(try await QueueService(town: test.town).claimNext(in: "teploset", by: TestTown.anna) != nil)
            let (entries, wholeTable) = try await reads("tickets_open", of: "tickets", by: test)
            #expect(1...10 ~= entries)
            #expect(wholeTable == 0)
        }
    }

    @Test func appealsOfAHouseAreReadByIt() async throws {
        try await crowded { test in
            var submission = AppealSubmission(text: "Холодно")
            submission.houseID = 1
            submission.category = "heating.none"
            _ = try await SimilarAppealService(town: test.town).before(submission)
            let (entries, wholeTable) = try await reads("appeals_of_house", of: "appeals", by: test)
            #expect(1...40 ~= entries)
            #expect(wholeTable == 0)
        }
    }
}
