import Postgres
import Services
import Testing

@Suite(.serialized) struct HistoryProblemsTests {
    private let good = "ok,2024-08-01 00:00,,,No heating,,teploset,,,0,,холодно"

    /// A row between two valid ones, and its problems.
    private static let badRows = [
        ("x,2024-02-30 00:00,,,No heating,,teploset,,,0,,", "opened: is not a time of the form %Y-%m-%d %H:%M"),
        ("x,01.08.2024,,,No heating,,teploset,,,0,,", "opened: is not a time of the form %Y-%m-%d %H:%M"),
        ("x,2024-08-01 24:00,,,No heating,,teploset,,,0,,", "opened: is not a time of the form %Y-%m-%d %H:%M"),
        ("x,,,,No heating,,teploset,,,0,,", "opened: must not be empty"),
        ("x,0024-08-01 00:00,,,No heating,,teploset,,,0,,", "opened: lies before 1900"),
        ("x,2024-11-01 00:00,,,No heating,,teploset,,,0,,", "opened: is in the future"),
        ("x,2024-08-02 00:00,,2024-08-01 00:00,No heating,,teploset,,,0,,", "closed: is before the registration"),
        ("x,2024-08-02 00:00,,2024-11-01 00:00,No heating,,teploset,,,0,,", "closed: is in the future"),
        ("x,2024-08-02 00:00,2024-08-01 00:00,,No heating,,teploset,,,0,,", "due: is before the registration"),
        ("-,2024-08-01 00:00,,,No heating,,teploset,,,0,,", "case: must not be empty"),
        ("x,2024-08-01 00:00,,,,,teploset,,,0,,слова", "topic: must not be empty"),
        ("x,2024-08-01 00:00,,,No heating,,,,,0,,", "who: must not be empty"),
        ("x,2024-08-01 00:00,,,No heating,,teploset", ": has 7 fields instead of 12"),
        ("x,2024-08-01 00:00,,,No heating,,nobody,,,0,,", "who: the town has no organisation «nobody»"),
        ("x,2024-08-01 00:00,,,nothing,,teploset,,,0,,", "topic: the town has no category «nothing»"),
        ("x,2024-08-01 00:00,,,No heating,,teploset,91,39,0,,", "lat: and lon are not coordinates in degrees"),
        ("x,2024-08-01 00:00,,,No heating,,teploset,57,,0,,", "lon: is empty beside lat"),
        ("ok,2024-08-01 00:00,,,No heating,,teploset,,,0,,", "case: is the same as in row"),
    ]

    @Test func aBadRowStopsTheImport() async throws {
        try await ReportTown.with { test in
            for (row, problem) in Self.badRows {
                let files = HistoryFiles(rows: [good, row, good.replacing("ok", with: "ok2")])
                let report = try await files.imported(into: test)
                #expect(report.inserted == 0)
                #expect(report.problems.count == 1, "\(row)")
                let found = try #require(report.problems.first)
                #expect("\(found.column ?? ""): \(found.message)".hasPrefix(problem))
            }
            #expect(try await test.lines("SELECT count(*) FROM appeals") == ["0"])
        }
    }

    @Test func badRowsAreSkippedWhenAsked() async throws {
        try await ReportTown.with { test in
            let rows = [good] + Self.badRows.map(\.0) + [good.replacing("ok", with: "ok2")]
            let report = try await HistoryFiles(rows: rows).imported(into: test, skipBad: true)
            #expect((report.read, report.inserted, report.skipped) == (rows.count, 2, Self.badRows.count))
            #expect(
                report.problems.map(\.row)
                    == Array((report.problems[0].row)..<(report.problems[0].row + Self.badRows.count))
            )
            #expect(try await test.lines("SELECT external_id FROM appeals ORDER BY 1") == ["ok", "ok2"])
        }
    }

    @Test func everyProblemOfARowIsReported() async throws {
        try await ReportTown.with { test in
            let report = try await HistoryFiles(rows: [",x,y,,,,,,,0,,"]).imported(into: test)
            #expect(report.problems.compactMap(\.column) == ["opened", "case", "due", "text", "topic", "who"])
            #expect(Set(report.problems.map(\.row)).count == 1)
        }
    }

    @Test func alreadyImportedRowsAreRefusedOneByOne() async throws {
        try await ReportTown.with { test in
            _ = try await HistoryFiles(rows: [good]).imported(into: test)
            let files = HistoryFiles(rows: ["new,2024-08-03 00:00,,,No heating,,teploset,,,0,,", good])
            let refused = try await files.imported(into: test)
            #expect(refused.problems.map(\.message) == ["was imported before"])
            #expect(try await test.lines("SELECT external_id FROM appeals") == ["ok"])
            let skipped = try await files.imported(into: test, skipBad: true)
            #expect((skipped.inserted, skipped.skipped) == (1, 1))
            #expect(try await test.lines("SELECT external_id FROM appeals ORDER BY 1") == ["new", "ok"])
        }
    }

    @Test func entriesWithoutGroupOrLettersAreNotCreated() async throws {
        let rows = [
            "x,2024-08-01 00:00,,,Trees,,teploset,,,0,,", "y,2024-08-01 00:00,,,***,Green,teploset,,,0,,",
            "z,2024-08-01 00:00,,,No heating,,***,,,0,,", "w,2024-08-01 00:00,,,Trees,***,teploset,,,0,,",
        ]
        try await ReportTown.with { test in
            let report = try await HistoryFiles(rows: rows).imported(into: test, createMissing: true)
            let hint = "; to create one, its name needs a letter or digit, and a category needs a group"
            #expect(
                report.problems.map(\.message) == [
                    "the town has no category «Trees»\(hint)", "the town has no category «***»\(hint)",
                    "the town has no organisation «***»\(hint)", "the town has no category «Trees»\(hint)",
                ]
            )
        }
    }

    @Test func aRefusedImportLeavesNothingBehind() async throws {
        try await ReportTown.with { test in
            let rows = ["a,2024-08-01 00:00,,,Trees,Green,Парк,,,0,,", "b,,,,Trees,Green,Парк,,,0,,"]
            let report = try await HistoryFiles(rows: rows).imported(into: test, createMissing: true)
            #expect(report.problems.count == 1)
            #expect(
                try await test.lines(
                    "SELECT (SELECT count(*) FROM categories), (SELECT count(*) AS o FROM organisations)"
                ) == ["2 2"]
            )
        }
    }

    @Test func aFileWithoutRowsImportsNothing() async throws {
        try await ReportTown.with { test in
            let report = try await HistoryFiles(rows: []).imported(into: test)
            #expect((report.read, report.inserted, report.problems.count) == (0, 0, 0))
        }
    }
}
