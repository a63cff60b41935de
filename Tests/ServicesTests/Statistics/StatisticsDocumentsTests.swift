import Crypto
import Foundation
import Municipality
import Services
import Testing
import TownSupport

@Suite struct StatisticsDocumentsTests {
    let august = Month(year: 2024, month: 8)

    private func withReport(_ body: (ReportTown, Month) async throws -> Void) async throws {
        let august = try #require(august)
        try await ReportTown.with { test in
            try await test.appeal(
                registered: "2024-08-10T00:00:00Z",
                closed: "2024-08-10T10:30:00Z",
                clocks: [.init(deadline: "2024-08-11T00:00:00Z")]
            )
            try await test.appeal(registered: "2024-08-20T00:00:00Z", state: "triage", category: nil, organisation: nil)
            try await body(test, august)
        }
    }

    @Test func theJSONReportHasItsExactBytes() async throws {
        try await withReport { test, august in
            let export = try await test.statistics.export(august, format: .json, by: .console)
            #expect(
                String(decoding: export.bytes, as: UTF8.self) == """
                    {"month":"2024-08","municipality":"test","municipality_name":"Тест","time_zone":"Europe/Moscow",\
                    "status":"live","totals":{"backlog_start":0,"opened":2,"closed":1,"backlog_end":1,"on_time":1,\
                    "overdue":0,"without_deadline":0,"backlog_overdue":0,"hours_to_close_median":10.50,\
                    "hours_to_close_p90":10.50,"returned":0,"reopened":0,"triage":1},"rows":[
                    {"group":"heating","group_name":"Отопление, «тепло»","organisation":"teploset",\
                    "organisation_name":"=Теплосеть","backlog_start":0,"opened":1,"closed":1,"backlog_end":0,"on_time":1,\
                    "overdue":0,"without_deadline":0,"backlog_overdue":0,"hours_to_close_median":10.50,\
                    "hours_to_close_p90":10.50,"returned":0,"reopened":0,"triage":0},
                    {"group":null,"group_name":null,"organisation":null,"organisation_name":null,"backlog_start":0,\
                    "opened":1,"closed":0,"backlog_end":1,"on_time":0,"overdue":0,"without_deadline":0,\
                    "backlog_overdue":0,"hours_to_close_median":null,"hours_to_close_p90":null,"returned":0,\
                    "reopened":0,"triage":1}
                    ],"corrections":[]}

                    """
            )
            let report = try JSONDecoder().decode(MonthlyStatistics.self, from: Data(export.bytes))
            #expect(report == (try await test.statistics.report(august, by: .console)))
        }
    }

    @Test func theCSVReportHasItsExactBytes() async throws {
        try await withReport { test, august in
            let export = try await test.statistics.export(august, format: .csv, by: .console)
            let header = """
                group,group_name,organisation,organisation_name,backlog_start,opened,closed,backlog_end,on_time,overdue,\
                without_deadline,backlog_overdue,hours_to_close_median,hours_to_close_p90,returned,reopened,triage
                """
            #expect(
                String(decoding: export.bytes, as: UTF8.self) == """
                    \(header)\r
                    heating,"Отопление, «тепло»",teploset,'=Теплосеть,0,1,1,0,1,0,0,0,10.50,10.50,0,0,0\r
                    ,,,,0,1,0,1,0,0,0,0,,,0,0,1\r
                    total,,,,0,2,1,1,1,0,0,0,10.50,10.50,0,0,1\r

                    """
            )
        }
    }

    @Test(arguments: StatisticsExport.Format.allCases)
    func theSameReportHasTheSameBytes(format: StatisticsExport.Format) async throws {
        try await withReport { test, august in
            let first = try await test.statistics.export(august, format: format, by: .console)
            let second = try await test.statistics.export(august, format: format, by: .console)
            #expect(first == second)
            let hash = SHA256.hash(data: first.bytes).map { byte in
                String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            }.joined()
            #expect(first.sha256 == hash)
        }
    }
}
