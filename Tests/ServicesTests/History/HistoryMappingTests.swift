import Foundation
import Services
import Testing

@Suite(.serialized) struct HistoryMappingTests {
    private let row = "x,2024-08-01 00:00,,,No heating,,teploset,,,0,,холодно"

    /// A text in the mapping, its replacement, the key that is reported, and the beginning of the message.
    private static let mistakes = [
        ("registered_at: opened", "registerd_at: opened", "columns.registered_at", "is missing"),
        ("deadline_at: due", "dedline_at: due", "columns.dedline_at", "is unknown; known are external_id"),
        ("text: ", "txt: ", "text", "is missing"),
        ("{topic}: {words}", "{topic: words}}", "text", "has an unmatched brace"),
        ("%Y-%m-%d", "%y-%m-%d", "times.format", "needs %Y, %m and %d"),
        ("times:", "times:\n  zone: Mars", "times.zone", "is not a time zone such as Europe/Moscow"),
        ("case", "number", "number", "is not a column of the file"),
        ("  longitude: lon", "", "columns", "latitude and longitude belong together"),
        (
            "columns:", "categories: {No heating: nothing}\ncolumns:", "categories.No heating",
            "the town has none with the code"
        ),
        ("columns:", "sector: foreign\ncolumns:", "sector", "is of the wrong form"),
        ("columns:", "columns: [", "mapping", "is not YAML"),
    ]

    @Test func aWrongMappingIsRefusedByKey() async throws {
        try await ReportTown.with { test in
            for (old, new, field, message) in Self.mistakes {
                var files = HistoryFiles(rows: [row])
                files.mapping = files.mapping.replacing(old, with: new)
                let error = await #expect(throws: ServiceError.self) { try await files.imported(into: test) }
                guard case .invalid(let problems) = error else {
                    Issue.record("\(new): \(String(describing: error))")
                    continue
                }
                #expect(problems.map(\.field) == [field])
                #expect(problems.first?.message.hasPrefix(message) == true, "\(problems)")
            }
        }
    }

    @Test func namesOfTheFileAreTranslated() async throws {
        try await ReportTown.with { test in
            var files = HistoryFiles(rows: ["x,2024-08-01 00:00,,,No heating,,ТС-1,,,0,,холодно"])
            files.mapping += "\ncategories: {No heating: water.none}\norganisations: {ТС-1: teploset}"
            let report = try await files.imported(into: test)
            #expect(report.inserted == 1)
            #expect(
                try await test.lines(
                    """
                    SELECT c.code, o.code AS organisation FROM appeals AS a
                    JOIN categories AS c USING (category_id) JOIN organisations AS o USING (organisation_id)
                    """
                ) == ["water.none teploset"]
            )
        }
    }

    @Test func columnsThatTheMappingOmitsAreNotRequired() async throws {
        try await ReportTown.with { test in
            let files = HistoryFiles(
                mapping: """
                    columns: {external_id: id, registered_at: day, category: topic, organisation: who}
                    text: Без слов
                    times: {format: "%d.%m.%Y"}
                    """,
                header: "who,topic,day,id",
                rows: ["teploset,heating.none,02.08.2024,1"]
            )
            let report = try await files.imported(into: test)
            #expect(report.inserted == 1)
            #expect(
                try await test.lines(
                    "SELECT external_id, registered_at, state, text FROM appeals JOIN appeal_texts USING (appeal_id)"
                )
                    == ["1 2024-08-01T21:00:00+00:00 routed Без слов"]
            )
        }
    }

    @Test func theShippedExampleMappingWorks() async throws {
        let example = URL(filePath: #filePath).appending(path: "../../../../Deploy/mappings/boston-311.yaml")
        try await ReportTown.with { test in
            let files = HistoryFiles(
                mapping: try String(contentsOf: example.standardizedFileURL, encoding: .utf8),
                header: """
                    case_enquiry_id,open_dt,target_dt,closed_dt,ontime,case_status,subject,reason,type,queue,department,\
                    neighborhood,latitude,longitude,geo_default,source
                    """,
                rows: [
                    """
                    1,2012-07-01 09:00:00,2012-07-03 09:00:00,2012-07-02 12:00:00,ONTIME,Closed,Works,Streets,Pothole,Q1,\
                    DPW, ,42.3,-71.1,0,Call
                    """,
                    "2,2012-07-01 09:00:00,,,,Open,Works,Streets,Pothole,Q1,DPW,Dorchester,42.36,-71.06,1,App",
                ]
            )
            let report = try await files.imported(into: test, createMissing: true)
            #expect(report.inserted == 2)
            #expect(
                try await test.lines(
                    """
                    SELECT external_id, state, registered_at, latitude, address, text
                    FROM appeals JOIN appeal_texts USING (appeal_id) ORDER BY 1
                    """
                ) == [
                    "1 closed 2012-07-01T13:00:00+00:00 42.3 - Pothole (Works)",
                    "2 routed 2012-07-01T13:00:00+00:00 - Dorchester Pothole (Works)",
                ]
            )
        }
    }
}
