import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

/// Pauses of tickets are stored as intervals.
@Suite struct PauseTests {
    /// A ticket in progress.
    func started(_ test: TestTown) async throws -> (receipt: AppealReceipt, ticket: TicketID) {
        let receipt = try await test.submit("Холодно", house: 1, category: "heating.none")
        try await test.routeAll()
        let ticket = try await test.ticket(of: receipt)
        let tickets = TicketService(town: test.town)
        _ = try await tickets.accept(ticket, by: TestTown.anna)
        _ = try await tickets.start(ticket, by: TestTown.anna)
        return (receipt, ticket)
    }

    func pauses(_ test: TestTown) async throws -> [String] {
        try await test.pool.query(
            """
            SELECT concat_ws(' ', subject, subject_id, ground, actor_kind, actor_id, resumed_at IS NOT NULL)
            FROM clock_pauses ORDER BY pause_id
            """
        ).decode(String.self)
    }

    @Test func eachPauseIsStoredAsItsOwnInterval() async throws {
        let now = Date(timeIntervalSince1970: 1_780_000_000)
        try await TestTown.with(clock: { now }) { test in
            let (_, id) = try await started(test)
            let tickets = TicketService(town: test.town)
            for ground in ["ждём запчасть", "ждём мороза"] {
                _ = try await tickets.pause(id, ground: ground, expectedEnd: now + 3_600, by: TestTown.anna)
                #expect(try await pauses(test).last == "ticket \(id.rawValue) \(ground) staff 3 f")
                _ = try await tickets.resume(id, by: TestTown.denis)
            }
            #expect(
                try await pauses(test) == [
                    "ticket \(id.rawValue) ждём запчасть staff 3 t", "ticket \(id.rawValue) ждём мороза staff 3 t",
                ]
            )
            for statement in [
                "UPDATE clock_pauses SET resumed_at = now()", "UPDATE clock_pauses SET ground = 'x'",
                "DELETE FROM clock_pauses",
            ] {
                let error = await #expect(throws: PostgresError.self) {
                    try await test.pool.execute(SQL(raw: statement))
                }
                #expect(error?.constraint == "clock_pauses_kept")
            }
        }
    }

    @Test func aPauseEndsWhenTheTicketIsCancelled() async throws {
        try await TestTown.with { test in
            let (receipt, id) = try await started(test)
            _ = try await TicketService(town: test.town)
                .pause(id, ground: "ждём", expectedEnd: Date() + 3_600, by: TestTown.anna)
            let author = try test.author(of: receipt)
            _ = try await AppealCasework(town: test.town).withdraw(author.number, code: author.code)
            #expect(try await pauses(test) == ["ticket \(id.rawValue) ждём staff 3 t"])
        }
    }
}
