import Services
import Testing

/// New York's clocks went from 02:00 to 03:00 on 2011-03-13, and from 02:00 back to 01:00 on 2011-11-06.
@Suite(.serialized) struct HistoryTimesTests {
    @Test func aTimeWithoutOffsetIsReadInTheTownsZone() async throws {
        let times = [
            ("2011-03-13 01:59", "2011-03-13T06:59:00+00:00"),
            // A skipped time is moved forward.
            ("2011-03-13 02:00", "2011-03-13T07:00:00+00:00"),
            ("2011-03-13 02:30", "2011-03-13T07:30:00+00:00"),
            ("2011-03-13 03:00", "2011-03-13T07:00:00+00:00"),
            ("2011-11-06 00:59", "2011-11-06T04:59:00+00:00"),
            // A time that occurred twice is the first.
            ("2011-11-06 01:00", "2011-11-06T05:00:00+00:00"),
            ("2011-11-06 01:59", "2011-11-06T05:59:00+00:00"),
            ("2011-11-06 02:00", "2011-11-06T07:00:00+00:00"),
            ("2011-08-01 00:00", "2011-08-01T04:00:00+00:00"),
        ]
        try await ReportTown.with(timeZone: "America/New_York") { test in
            let rows = times.enumerated().map { "\($0),\($1.0),,,No heating,,teploset,,,0,," }
            let report = try await HistoryFiles(rows: rows).imported(into: test)
            #expect(report.problems.isEmpty)
            #expect(
                try await test.lines("SELECT registered_at FROM appeals ORDER BY external_id") == times.map(\.1)
            )
        }
    }

    @Test func anAmbiguousTimeIsTheSecondWhenItCannotBeTheFirst() async throws {
        try await ReportTown.with(timeZone: "America/New_York") { test in
            let row = "x,2011-11-06 01:50,,2011-11-06 01:10,No heating,,teploset,,,0,,"
            let report = try await HistoryFiles(rows: [row]).imported(into: test)
            #expect(report.inserted == 1)
            #expect(
                try await test.lines("SELECT registered_at, closed_at FROM appeals")
                    == ["2011-11-06T05:50:00+00:00 2011-11-06T06:10:00+00:00"]
            )
        }
    }

    @Test func theMappingsTimeZoneTakesPrecedenceOverTheTowns() async throws {
        try await ReportTown.with(timeZone: "America/New_York") { test in
            var files = HistoryFiles(rows: ["x,2011-08-01 00:00,,,No heating,,teploset,,,0,,"])
            files.mapping = files.mapping.replacing("times:", with: "times:\n  zone: Asia/Yekaterinburg")
            let report = try await files.imported(into: test)
            #expect(report.inserted == 1)
            #expect(try await test.lines("SELECT registered_at FROM appeals") == ["2011-07-31T18:00:00+00:00"])
        }
    }

    @Test func anOffsetInTheFileTakesPrecedenceOverAnyTimeZone() async throws {
        let times = [
            "2011-08-01T00:00:05+03:00", "2011-08-01T00:00:05+0300", "2011-08-01T00:00:05+03", "2011-07-31T21:00:05Z",
            "2011-07-31T16:30:05-04:30",
        ]
        try await ReportTown.with(timeZone: "America/New_York") { test in
            var files = HistoryFiles(rows: times.enumerated().map { "\($0),\($1),,,No heating,,teploset,,,0,," })
            files.mapping = files.mapping.replacing("%Y-%m-%d %H:%M", with: "%Y-%m-%dT%H:%M:%S%z")
            let report = try await files.imported(into: test)
            #expect(report.inserted == times.count)
            #expect(try await test.lines("SELECT DISTINCT registered_at FROM appeals") == ["2011-07-31T21:00:05+00:00"])
        }
    }
}
