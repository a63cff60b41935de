import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

/// Clocks lent to an appeal while the worker decides about it.
@Suite struct LentClockTests {
    @Test func aTicketIsDueByAClockLentDuringItsRouting() async throws {
        try await TestTown.with { test in
            let early = try await test.submit("Холодно", house: 1, category: "heating.none")
            let late = try await test.submit("Крыша", house: 1, category: "house.roof")
            let ids = try [early, late].map { try test.author(of: $0).number.digits }
            let routing = try await test.pool.withTransaction { transaction in
                // The worker has read the appeal's clocks, and waits for the appeal.
                try await transaction.execute("SELECT FROM appeals WHERE number = \(ids[1]) FOR UPDATE")
                let routing = Task { try await test.routeAll() }
                while try await transaction.query(
                    "SELECT FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid"
                ).isEmpty { await Task.yield() }
                // Another appeal is merged into it meanwhile.
                try await transaction.execute(
                    """
                    INSERT INTO clocks (municipality_id, subject, subject_id, policy, lender_id, norm, started_at,
                        deadline_at)
                    SELECT 1, 'appeal', late.appeal_id, policy, early.appeal_id, norm, started_at, deadline_at
                    FROM appeals AS early
                    JOIN appeals AS late ON late.number = \(ids[1])
                    JOIN clocks ON clocks.subject_id = early.appeal_id
                    WHERE early.number = \(ids[0])
                    """
                )
                try await transaction.execute(
                    """
                    INSERT INTO appeal_merges (municipality_id, appeal_id, target_id, merged_at, actor_kind, actor_id)
                    SELECT 1, early.appeal_id, late.appeal_id, now(), 'worker', ''
                    FROM appeals AS early JOIN appeals AS late ON late.number = \(ids[1])
                    WHERE early.number = \(ids[0])
                    """
                )
                return routing
            }
            try await routing.value
            let ticket = try await QueueService(town: test.town).ticket(
                try await test.ticket(of: late),
                by: TestTown.administrator
            )
            // Clocks are shown in milliseconds.
            let deadline = try #require(early.clocks.first?.deadlineAt)
            #expect(abs(ticket.ticket.dueAt.timeIntervalSince(deadline)) < 0.001)
        }
    }
}
