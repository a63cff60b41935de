import Crypto
import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

@Suite struct StatisticsFreezeTests {
    let august = Month(year: 2024, month: 8)

    @Test func aFrozenMonthAlwaysHasTheSameBytes() async throws {
        try await ReportTown.with { test in
            let august = try #require(august)
            let open = try await test.appeal(registered: "2024-08-15T00:00:00Z")
            let frozen = try await test.statistics.freeze(august, by: .console)
            #expect(frozen.report.status == .frozen)
            let before = try await test.exports(august)
            #expect(before[.json]?.sha256 == frozen.sha256)
            #expect(before.values.allSatisfy { $0.status == .frozen && $0.corrections.isEmpty })

            try await test.close(open, at: "2024-08-20T00:00:00Z")
            try await test.appeal(registered: "2024-08-16T00:00:00Z", category: 2, organisation: 2)
            try await test.pool.execute("UPDATE municipalities SET name = 'Другой'")
            let after = try await test.exports(august)
            #expect(after.mapValues(\.bytes) == before.mapValues(\.bytes))
            #expect(after.mapValues(\.sha256) == before.mapValues(\.sha256))
            #expect(try await test.statistics.report(august, by: .console) == frozen.report)
        }
    }

    @Test func lateChangesAreReportedAsCorrections() async throws {
        try await ReportTown.with { test in
            let august = try #require(august)
            let open = try await test.appeal(registered: "2024-08-15T00:00:00Z")
            _ = try await test.statistics.freeze(august, by: .console)
            try await test.close(open, at: "2024-08-15T06:00:00Z")
            try await test.appeal(registered: "2024-08-16T00:00:00Z", category: 2, organisation: nil)

            let corrections = try await test.statistics.corrections(august, by: .console)
            #expect(
                corrections.map(\.description) == [
                    "2024-08 heating / teploset closed: frozen 0, now 1",
                    "2024-08 heating / teploset backlog_end: frozen 1, now 0",
                    "2024-08 heating / teploset without_deadline: frozen 0, now 1",
                    "2024-08 heating / teploset hours_to_close_median: frozen —, now 6.00",
                    "2024-08 heating / teploset hours_to_close_p90: frozen —, now 6.00",
                    "2024-08 water / — opened: frozen 0, now 1",
                    "2024-08 water / — backlog_end: frozen 0, now 1",
                    "2024-08 total opened: frozen 1, now 2",
                    "2024-08 total closed: frozen 0, now 1",
                    "2024-08 total without_deadline: frozen 0, now 1",
                    "2024-08 total hours_to_close_median: frozen —, now 6.00",
                    "2024-08 total hours_to_close_p90: frozen —, now 6.00",
                ]
            )
            #expect(try await test.statistics.export(august, format: .csv, by: .console).corrections == corrections)
            #expect(
                String(decoding: corrections.csv, as: UTF8.self).hasPrefix(
                    """
                    month,group,organisation,column,frozen,now\r
                    2024-08,heating,teploset,closed,0,1\r

                    """
                )
            )
            let documents = try JSONDecoder().decode([StatisticsCorrection].self, from: Data(corrections.json))
            #expect(documents == corrections)
        }
    }

    @Test func theNextMonthReportsWhereItsBacklogDiffersFromTheFrozenOne() async throws {
        try await ReportTown.with { test in
            let august = try #require(august)
            let open = try await test.appeal(registered: "2024-08-15T00:00:00Z")
            _ = try await test.statistics.freeze(august, by: .console)
            #expect(try await test.statistics.report(august.next, by: .console).corrections.isEmpty)
            try await test.close(open, at: "2024-08-20T00:00:00Z")

            let told = [
                "2024-08 heating / teploset backlog_end: frozen 1, now 0",
                "2024-08 total backlog_end: frozen 1, now 0",
            ]
            let next = try await test.statistics.export(august.next, format: .json, by: .console)
            #expect(next.corrections.map(\.description) == told)
            #expect(
                String(decoding: next.bytes, as: UTF8.self).contains(
                    "\"column\":\"backlog_end\",\"frozen\":1,\"now\":0"
                )
            )
            // Freezing the next month stores the list with it.
            _ = try await test.statistics.freeze(august.next, by: .console)
            #expect(try await test.statistics.report(august.next, by: .console).corrections.map(\.description) == told)
            #expect(try await test.statistics.corrections(august.next, by: .console).isEmpty)
        }
    }

    @Test func aMonthCanBeFrozenOnlyOnce() async throws {
        try await ReportTown.with { test in
            let august = try #require(august)
            _ = try await test.statistics.freeze(august, by: .console)
            await #expect(throws: ServiceError.conflict("2024-08 is frozen already")) {
                try await test.statistics.freeze(august, by: .console)
            }
        }
    }

    @Test(arguments: [("2024-08-31T20:59:59Z", false), ("2024-08-31T21:00:00Z", true)])
    func aMonthIsFrozenOnceItIsOverInTheTown(now: String, isOver: Bool) async throws {
        try await ReportTown.with(now: now) { test in
            let august = try #require(august)
            if isOver {
                #expect(try await test.statistics.freeze(august, by: .console).report.month == august)
            } else {
                await #expect(throws: ServiceError.conflict("2024-08 is not over yet in Europe/Moscow")) {
                    try await test.statistics.freeze(august, by: .console)
                }
            }
        }
    }

    @Test func aMonthThatIsNotFrozenHasNothingToCorrect() async throws {
        try await ReportTown.with { test in
            await #expect(throws: ServiceError.conflict("2024-08 is not frozen")) {
                try await test.statistics.corrections(try #require(august), by: .console)
            }
        }
    }

    @Test(arguments: [
        "UPDATE statistics_snapshots SET report = replace(report, '0', '1')", "DELETE FROM statistics_snapshots",
        "TRUNCATE statistics_snapshots",
    ])
    func theDatabaseRefusesToChangeAFrozenMonth(statement: String) async throws {
        try await ReportTown.with { test in
            let frozen = try await test.statistics.freeze(try #require(august), by: .console)
            let error = await #expect(throws: PostgresError.self) {
                try await test.pool.execute(SQL(raw: statement))
            }
            #expect(error?.constraint == "statistics_snapshots_kept")
            #expect(
                try await test.statistics.export(frozen.report.month, format: .json, by: .console).sha256
                    == frozen.sha256
            )
        }
    }

    @Test func aDamagedSnapshotIsNotReturned() async throws {
        try await ReportTown.with { test in
            let august = try #require(august)
            _ = try await test.statistics.freeze(august, by: .console)
            try await test.pool.withConnection { connection in
                try await connection.simple(
                    """
                    ALTER TABLE statistics_snapshots DISABLE TRIGGER statistics_snapshots_kept;
                    UPDATE statistics_snapshots SET report = replace(report, '"opened":0', '"opened":1')
                    """
                )
            }
            await #expect(throws: DamagedSnapshot.self) {
                try await test.statistics.export(august, format: .csv, by: .console)
            }
        }
    }
}

extension ReportTown {
    func exports(_ month: Month) async throws -> [StatisticsExport.Format: StatisticsExport] {
        var exports: [StatisticsExport.Format: StatisticsExport] = [:]
        for format in StatisticsExport.Format.allCases {
            exports[format] = try await statistics.export(month, format: format, by: .console)
        }
        return exports
    }
}
