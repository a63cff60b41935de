import Municipality
import Postgres
import Services
import Testing
import TownSupport

/// August 2024 in Moscow is from 2024-07-31T21:00Z to 2024-08-31T21:00Z.
@Suite struct StatisticsFiguresTests {
    let august = Month(year: 2024, month: 8)

    @Test func everyColumnEqualsTheFiguresCountedByHand() async throws {
        try await ReportTown.with { test in
            // Before the month; and from just before it to its first instant, in time.
            try await test.appeal(registered: "2024-07-01T00:00:00Z", closed: "2024-07-31T20:59:59Z")
            try await test.appeal(
                registered: "2024-07-31T20:59:59Z",
                closed: "2024-07-31T21:00:00Z",
                clocks: [.init(deadline: "2024-08-30T21:00:00Z")]
            )
            // The whole month but its last second; answered in time, closed after the deadline.
            try await test.appeal(
                registered: "2024-07-31T21:00:00Z",
                closed: "2024-08-31T20:59:59Z",
                clocks: [.init(deadline: "2024-08-10T00:00:00Z", stopped: "2024-08-09T00:00:00Z")]
            )
            // Ten hours without a deadline; two days, where one of two clocks ran out before the closing.
            try await test.appeal(registered: "2024-08-10T00:00:00Z", closed: "2024-08-10T10:00:00Z")
            try await test.appeal(
                registered: "2024-08-01T00:00:00Z",
                closed: "2024-08-03T00:00:00Z",
                clocks: [
                    .init(deadline: "2024-08-31T00:00:00Z", stopped: "2024-08-03T00:00:00Z"),
                    .init(policy: "category_limit", deadline: "2024-08-02T00:00:00Z"),
                ]
            )
            // Open at the end: overdue; overdue although stopped since; stopped in time; not due yet.
            let open = try await test.appeal(
                registered: "2024-08-15T00:00:00Z",
                clocks: [.init(deadline: "2024-08-20T00:00:00Z")]
            )
            try await test.appeal(
                registered: "2024-08-15T00:00:00Z",
                closed: "2024-08-31T21:00:00Z",
                clocks: [.init(deadline: "2024-08-20T00:00:00Z", stopped: "2024-08-31T21:00:00Z")]
            )
            try await test.appeal(
                registered: "2024-08-15T00:00:00Z",
                clocks: [.init(deadline: "2024-08-20T00:00:00Z", stopped: "2024-08-19T00:00:00Z")]
            )
            try await test.appeal(
                registered: "2024-08-15T00:00:00Z",
                clocks: [.init(deadline: "2024-08-31T21:00:00Z")]
            )
            // After the month.
            try await test.appeal(registered: "2024-08-31T21:00:00Z", closed: "2024-09-01T00:00:00Z")
            // In triage, with and without a category. Not routed, without an organisation.
            try await test.appeal(
                registered: "2024-08-20T00:00:00Z",
                state: "triage",
                category: 2,
                organisation: nil
            )
            try await test.appeal(
                registered: "2024-06-20T00:00:00Z",
                state: "triage",
                category: nil,
                organisation: nil
            )
            // Events inside the month and at its end.
            try await test.giveBack(open, by: 2, at: "2024-08-16T00:00:00Z")
            try await test.giveBack(open, by: 2, at: "2024-08-31T21:00:00Z")
            try await test.reopen(open, at: "2024-07-31T21:00:00Z")
            try await test.reopen(open, at: "2024-07-31T20:59:59Z")

            let report = try await test.statistics.report(try #require(august), by: .console)
            #expect(report.status == .live)
            #expect(
                report.rows.map { "\($0.group ?? "-")/\($0.organisation ?? "-")" }
                    == ["heating/teploset", "heating/vodokanal", "water/-", "-/-"]
            )
            #expect(
                report.rows.map(\.figures.text) == [
                    "1 7 4 4 2 1 1 2 29.00 535.20 0 1 0",
                    "0 0 0 0 0 0 0 0 — — 1 0 0",
                    "0 1 0 1 0 0 0 0 — — 0 0 1",
                    "1 0 0 1 0 0 0 0 — — 0 0 1",
                ]
            )
            #expect(report.totals.text == "2 8 4 6 2 1 1 2 29.00 535.20 1 1 2")
        }
    }

    @Test func theTotalsPercentilesAreOverAllAppeals() async throws {
        try await ReportTown.with { test in
            for hours in [1, 2, 3] {
                try await test.appeal(registered: "2024-08-10T00:00:00Z", closed: "2024-08-10T0\(hours):00:00Z")
            }
            try await test.appeal(
                registered: "2024-08-10T00:00:00Z",
                closed: "2024-08-10T09:00:00Z",
                category: 2,
                organisation: 2
            )
            let report = try await test.statistics.report(try #require(august), by: .console)
            #expect(report.rows.map(\.figures.hoursToCloseMedian?.description) == ["2.00", "9.00"])
            #expect(report.totals.hoursToCloseMedian == Hours(hundredths: 250))
            // At 0.9 × 3 of 1, 2, 3, 9: 3 + 0.7 × 6.
            #expect(report.totals.hoursToCloseP90 == Hours(hundredths: 720))
        }
    }

    @Test func aMonthBeginsAndEndsInTheTownsTimeZone() async throws {
        try await ReportTown.with(timeZone: "America/New_York") { test in
            // Midnight there is 04:00Z in summer; what is August in Moscow is July here.
            try await test.appeal(registered: "2024-08-01T03:59:59Z")
            try await test.appeal(registered: "2024-08-01T04:00:00Z")
            let august = try #require(august)
            let report = try await test.statistics.report(august, by: .console)
            #expect(report.totals.backlogStart == 1)
            #expect(report.totals.opened == 1)
            #expect(report.timeZone == "America/New_York")
            let next = try await test.statistics.report(august.next, by: .console)
            #expect(next.totals.backlogStart == report.totals.backlogEnd)
        }
    }

    @Test func duringAMonthOnlyDeadlinesInThePastCountAsOverdue() async throws {
        try await ReportTown.with(timeZone: "GMT") { test in
            let rows = try await test.pool.query(
                """
                SELECT to_char(now(), 'YYYY-MM'), (date_trunc('month', now()))::text,
                    (date_trunc('month', now()) + interval '1 month' - interval '1 microsecond')::text
                """
            )
            let (month, start, last) = try rows.only((String, String, String).self)
            try await test.appeal(registered: start, clocks: [.init(deadline: start)])
            try await test.appeal(registered: start, clocks: [.init(deadline: last)])
            let report = try await test.statistics.report(try #require(Month(parsing: month)), by: .console)
            #expect(report.totals.backlogEnd == 2)
            #expect(report.totals.backlogOverdue == 1)
        }
    }

    @Test func aMonthWithoutAppealsHasOnlyZeroTotals() async throws {
        try await ReportTown.with { test in
            let report = try await test.statistics.report(try #require(august), by: .console)
            #expect(report.rows.isEmpty)
            #expect(report.totals.text == "0 0 0 0 0 0 0 0 — — 0 0 0")
        }
    }
}

extension StatisticsFigures {
    /// All columns in order.
    var text: String { StatisticsColumn.allCases.map { self[$0].description }.joined(separator: " ") }
}
