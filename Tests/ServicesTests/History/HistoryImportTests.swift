import Municipality
import Postgres
import Services
import Testing
import TownSupport

@Suite(.serialized) struct HistoryImportTests {
    private let rows = [
        "c1,2024-08-01 00:00,2024-08-03 12:00,2024-08-02 09:30,No heating,Heat,teploset,57.87,39.54,0,Волжская 1,холодно",
        "c2,2024-08-05 10:00,2024-08-06 10:00,2024-08-07 10:00,Dead tree,Trees,Парк,57.87,39.54,1,-,-",
        "c3,2024-08-31 23:59,,,Dead tree,Trees,Парк,,,0,,\"упадёт, скоро\"",
        "c4,2024-08-20 00:00,2024-08-25 00:00,,water.none,,vodokanal,,,0,,нет воды",
    ]

    @Test func anAppealKeepsItsOwnTimes() async throws {
        try await ReportTown.with { test in
            let report = try await HistoryFiles(rows: rows).imported(into: test, createMissing: true)
            #expect(report.problems.isEmpty)
            #expect((report.read, report.inserted, report.skipped) == (4, 4, 0))
            #expect(
                try await test.lines(
                    """
                    SELECT a.external_id, a.state, a.channel, a.registered_at, a.closed_at, c.code, o.code AS organisation,
                        a.latitude, a.address, words.text
                    FROM appeals AS a JOIN appeal_texts AS words USING (municipality_id, appeal_id) JOIN categories AS c USING (municipality_id, category_id)
                    JOIN organisations AS o USING (municipality_id, organisation_id) ORDER BY a.external_id
                    """
                ) == [
                    """
                    c1 closed import 2024-07-31T21:00:00+00:00 2024-08-02T06:30:00+00:00 heating.none teploset 57.87 \
                    Волжская 1 No heating: холодно
                    """,
                    """
                    c2 closed import 2024-08-05T07:00:00+00:00 2024-08-07T07:00:00+00:00 dead-tree park - - Dead tree:
                    """,
                    """
                    c3 routed import 2024-08-31T20:59:00+00:00 - dead-tree park - - Dead tree: упадёт, скоро
                    """,
                    """
                    c4 routed import 2024-08-19T21:00:00+00:00 - water.none vodokanal - - water.none: нет воды
                    """,
                ]
            )
            #expect(
                try await test.lines(
                    """
                    SELECT a.external_id, k.policy, k.norm, k.deadline_at, k.stopped_at
                    FROM clocks AS k
                    JOIN appeals AS a ON a.municipality_id = k.municipality_id AND a.appeal_id = k.subject_id
                    ORDER BY 1
                    """
                ) == [
                    "c1 category_limit imported 2024-08-03T09:00:00+00:00 2024-08-02T06:30:00+00:00",
                    "c2 category_limit imported 2024-08-06T07:00:00+00:00 2024-08-07T07:00:00+00:00",
                    "c4 category_limit imported 2024-08-24T21:00:00+00:00 -",
                ]
            )
            #expect(
                try await test.lines(
                    """
                    SELECT a.external_id, e.at, e.kind, e.from_state, e.to_state
                    FROM appeal_events AS e JOIN appeals AS a USING (municipality_id, appeal_id)
                    WHERE a.external_id IN ('c1', 'c3') ORDER BY a.external_id, e.event_id
                    """
                ) == [
                    "c1 2024-07-31T21:00:00+00:00 registered - registered",
                    "c1 2024-08-02T06:30:00+00:00 closed - closed",
                    "c3 2024-08-31T20:59:00+00:00 registered - registered",
                    "c3 2024-08-31T20:59:00+00:00 routed registered routed",
                ]
            )
        }
    }

    @Test func anOpenAppealIsOnTheQueueOfItsOrganisation() async throws {
        try await ReportTown.with { test in
            try await test.pool.execute("UPDATE queue_heads SET sequence = 7 WHERE organisation_id = 2")
            _ = try await HistoryFiles(rows: rows).imported(into: test, createMissing: true)
            let more = (5...7).map { "c\($0),2024-08-2\($0) 00:00,,,water.none,,vodokanal,,,0,,\($0)" }
            _ = try await HistoryFiles(rows: more).imported(into: test)
            #expect(
                try await test.lines(
                    """
                    SELECT o.code, e.sequence, a.external_id, e.kind, e.to_state, e.at, t.state, t.urgency, t.due_at
                    FROM ticket_events AS e
                    JOIN tickets AS t USING (municipality_id, ticket_id)
                    JOIN appeals AS a USING (municipality_id, appeal_id)
                    JOIN organisations AS o ON o.organisation_id = e.organisation_id
                    ORDER BY o.code, e.sequence
                    """
                ) == [
                    """
                    park 1 c3 queued queued 2024-08-31T20:59:00+00:00 queued 1 2024-09-30T20:59:00+00:00
                    """,
                    "vodokanal 8 c4 queued queued 2024-08-19T21:00:00+00:00 queued 1 2024-08-24T21:00:00+00:00",
                    "vodokanal 9 c5 queued queued 2024-08-24T21:00:00+00:00 queued 1 2024-09-23T21:00:00+00:00",
                    "vodokanal 10 c6 queued queued 2024-08-25T21:00:00+00:00 queued 1 2024-09-24T21:00:00+00:00",
                    "vodokanal 11 c7 queued queued 2024-08-26T21:00:00+00:00 queued 1 2024-09-25T21:00:00+00:00",
                ]
            )
            #expect(
                try await test.lines(
                    "SELECT o.code, h.sequence FROM queue_heads AS h JOIN organisations AS o USING (organisation_id) ORDER BY 1"
                ) == ["park 1", "teploset 0", "vodokanal 11"]
            )
        }
    }

    @Test func theMonthsStatisticsMatchTheFile() async throws {
        try await ReportTown.with { test in
            _ = try await HistoryFiles(rows: rows).imported(into: test, createMissing: true)
            let august = try #require(Month(year: 2024, month: 8))
            let totals = try await test.statistics.report(august, by: .console).totals
            #expect(totals.text == "0 4 2 2 1 1 0 1 40.75 46.55 0 0 0")
            #expect(try await test.statistics.report(august.next, by: .console).totals.backlogStart == 2)
        }
    }

    @Test func numbersAreDerivedFromTheTownsSecret() async throws {
        try await ReportTown.with { test in
            _ = try await HistoryFiles(rows: rows).imported(into: test, createMissing: true)
            let numbering = AppealNumbering(secret: Array(repeating: 0x2A, count: 32))
            let numbers = try await test.pool.query("SELECT appeal_id, number FROM appeals")
            #expect(numbers.count == 4)
            for row in numbers {
                var columns = row.columns
                let id = AppealID(rawValue: try columns.next())
                #expect(numbering.number(of: id).digits == (try columns.next(String.self)))
            }
        }
    }

    @Test func missingEntriesAreCreatedOnlyOnRequest() async throws {
        try await ReportTown.with { test in
            let files = HistoryFiles(rows: rows)
            let report = try await files.imported(into: test)
            #expect(report.inserted == 0)
            #expect(
                report.problems.map { "\($0.column ?? ""): \($0.message)" } == [
                    "topic: the town has no category «Dead tree»", "who: the town has no organisation «Парк»",
                    "topic: the town has no category «Dead tree»", "who: the town has no organisation «Парк»",
                ]
            )
            #expect(try await test.lines("SELECT count(*) FROM appeals") == ["0"])
            let skipped = try await files.imported(into: test, skipBad: true)
            #expect((skipped.inserted, skipped.skipped) == (2, 2))
            #expect(try await test.lines("SELECT count(*) FROM categories") == ["2"])

            let created = try await files.imported(into: test, createMissing: true, skipBad: true)
            #expect((created.inserted, created.skipped) == (2, 2))
            #expect(
                try await test.lines(
                    """
                    SELECT g.code, g.name_ru, c.code AS category, c.name_en, s.code AS service
                    FROM categories AS c JOIN category_groups AS g USING (municipality_id, group_id)
                    JOIN services AS s USING (municipality_id, service_id) WHERE c.code = 'dead-tree'
                    """
                ) == ["trees Trees dead-tree Dead tree dead-tree"]
            )
            #expect(
                try await test.lines("SELECT code, name, sector FROM organisations ORDER BY code") == [
                    "park Парк business", "teploset =Теплосеть state", "vodokanal Водоканал business",
                ]
            )
        }
    }

    @Test func codesMadeOfNamesAreUnique() async throws {
        try await ReportTown.with { test in
            let topics = ["Tree!", "Tree?", "Tree"]
            let rows = topics.enumerated().map { "n\($0),2024-08-01 00:00,,,\($1),Heating,\($1),,,0,,слова" }
            let report = try await HistoryFiles(rows: rows).imported(into: test, createMissing: true)
            #expect(report.inserted == 3)
            #expect(
                try await test.lines(
                    "SELECT c.code, c.name_ru, g.code AS g FROM categories AS c JOIN category_groups AS g USING (group_id) "
                        + "WHERE category_id > 2 ORDER BY category_id"
                ) == ["tree Tree! heating", "tree-2 Tree? heating", "tree-3 Tree heating"]
            )
            #expect(
                try await test.lines(
                    "SELECT code FROM organisations WHERE organisation_id > 2 ORDER BY organisation_id"
                )
                    == ["tree", "tree-2", "tree-3"]
            )
        }
    }
}
