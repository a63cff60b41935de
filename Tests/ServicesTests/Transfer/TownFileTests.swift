import Crypto
import Foundation
import Locking
import Municipality
import Postgres
import Services
import Store
import TestSupport
import Testing
import TownSupport

/// A town is exported to a file and imported from it.
@Suite struct TownFileTests {
    func export(_ code: String = "test", from database: Database) async throws -> [UInt8] {
        let file = Locked<[UInt8]>([])
        _ = try await TownExport(database: database).export(code, by: .console) { bytes in
            file.withLock { $0 += bytes }
        }
        return file.withLock { $0 }
    }

    func bring(_ file: [UInt8], into database: Database) async throws -> TownFileSummary {
        // In chunks whose size splits lines.
        let left = Locked(file[...])
        return try await TownImport(database: database).import(by: .console) {
            left.withLock { left in
                defer { left = left.dropFirst(1_000) }
                return Array(left.prefix(1_000))
            }
        }
    }

    /// The rows of each table, without those of jobs, whose arguments contain the town's id.
    func rows(of file: [UInt8]) throws -> [String: Set<Substring>] {
        var lines = String(decoding: file, as: UTF8.self).split(separator: "\n").dropFirst()
        struct Header: Decodable {
            struct Table: Decodable {
                let name: String
                let rows: Int
            }
            let tables: [Table]
        }
        let header = try JSONDecoder().decode(Header.self, from: Data((lines.popFirst() ?? "").utf8))
        var rows: [String: Set<Substring>] = [:]
        for table in header.tables {
            if !table.name.hasSuffix("jobs") { rows[table.name] = Set(lines.prefix(table.rows)) }
            lines = lines.dropFirst(table.rows)
        }
        return rows
    }

    @Test func anImportedTownEqualsTheExportedOne() async throws {
        let clock = MovableClock()
        try await TestTown.with(as: .server, clock: { clock.now }) { test in
            let january = try #require(Month(parsing: "2026-01"))
            let month = Month(containing: Day(of: clock.now, in: test.town.timeZone))
            let receipt = try await test.submit("Крыша течёт", house: 1, category: "house.roof")
            try await Towns(database: test.database).set(region: "Ярославская обл.", of: test.town, by: .console)
            try await test.liveThrough()
            let frozen = try await StatisticsService(town: test.town).freeze(january, by: .console)
            try await TestCell.with { cell in
                let file = try await export(from: test.database)
                let summary = try await bring(file, into: cell.database)
                #expect(summary.code == "test")
                #expect(try await cell.tablesWithoutStatistics() == [])
                let town = try await cell.town("test", clock: { clock.now })
                #expect(town.id.rawValue == 2)
                #expect(town.municipality.region == "Ярославская область")
                let again = try await export(from: cell.database)
                #expect(try rows(of: again) == rows(of: file))
                #expect(try rows(of: file).filter(\.value.isEmpty).keys.sorted() == [])

                for month in [january, month] {
                    let here = try await StatisticsService(town: test.town).export(month, format: .json, by: .console)
                    let there = try await StatisticsService(town: town).export(month, format: .json, by: .console)
                    #expect(here.bytes == there.bytes)
                }
                let kept = try await StatisticsService(town: town).export(january, format: .json, by: .console)
                #expect(kept.sha256 == frozen.sha256)
                let author = try test.author(of: receipt)
                let view = try await AppealService(town: town).authorView(author.number, code: author.code)
                #expect(view.content.text == "Крыша течёт")
                let tokens = TokenService(town: town)
                #expect(try await tokens.authenticate(TestTown.token(of: "anna"))?.id == TestTown.anna.id)
                #expect(try await tokens.authenticate(TestTown.token(of: "portal")) == TestTown.portal)

                let jobs = "WHERE (arguments ->> 'municipality')::integer = 2 AND worker_id IS NULL"
                #expect(try await cell.pool.query(SQL(raw: "SELECT count(*) FROM jobs \(jobs)")).only(Int.self) == 3)
                #expect(
                    try await cell.pool.query("SELECT arguments ->> 'municipality' FROM dead_jobs").only(String.self)
                        == "2"
                )
            }
        }
    }

    /// The servers of the other database have reserved ids that the imported appeals use.
    @Test func newRowsAfterAnImportGetFreeIDs() async throws {
        try await TestTown.with(as: .server) { test in
            for number in 1...3 { try await test.workedOn("Холодно \(number)") }
            try await TestCell.with { cell in
                try await cell.working(for: "other") { other in
                    _ = try await other.submit("Холодно")
                    _ = try await bring(try await export(from: test.database), into: cell.database)
                    // From the intake that has reserved ids.
                    let intake = IntakeService(town: try await cell.town("test"), intake: other.line)
                    for number in 4...9 {
                        _ = try await intake.submit(
                            AppealSubmission(text: "Холодно \(number)"),
                            idempotencyKey: nil,
                            bodyHash: [],
                            now: Date()
                        )
                    }
                }
                try await cell.working(for: "test") { town in
                    for number in 10...12 { try await town.workedOn("Холодно \(number)") }
                    #expect(try await town.count("appeals WHERE municipality_id = 2") == 12)
                }
            }
        }
    }

    @Test func anotherSchemaIsRefused() async throws {
        try await TestTown.with { test in
            try await TestCell.with { cell in
                let file = try await export(from: test.database)
                try await cell.pool.execute(
                    "UPDATE schema_migrations SET name = 'm9999_later' WHERE version = (SELECT max(version) FROM schema_migrations)"
                )
                let refusal = await #expect(throws: ServiceError.self) { try await bring(file, into: cell.database) }
                guard case .conflict(let words)? = refusal else {
                    Issue.record(Comment(rawValue: String(describing: refusal)))
                    return
                }
                #expect(words.contains("m9999_later"))
                try await expectNothing(in: cell)
            }
        }
    }

    @Test func aTakenCodeOrHostIsRefused() async throws {
        try await TestTown.with { test in
            try await test.pool.execute("INSERT INTO municipality_hosts VALUES ('test.example', 1)")
            try await TestCell.with { cell in
                let file = try await export(from: test.database)
                try await cell.pool.execute("INSERT INTO municipality_hosts VALUES ('test.example', 1)")
                await #expect(
                    throws: ServiceError.conflict("another municipality has one of the town's host names there")
                ) { try await bring(file, into: cell.database) }
                try await cell.pool.execute("DELETE FROM municipality_hosts")
                _ = try await bring(file, into: cell.database)
                await #expect(
                    throws: ServiceError.conflict("there is a municipality with the code test already")
                ) { try await bring(file, into: cell.database) }
                #expect(try await cell.pool.query("SELECT count(*) FROM municipalities").only(Int.self) == 2)
            }
        }
    }

    @Test func aDamagedFileLeavesNothing() async throws {
        try await TestTown.with { test in
            try await test.liveThrough()
            try await TestCell.with { cell in
                let file = try await export(from: test.database)
                let text = String(decoding: file, as: UTF8.self)
                let damaged: [(String, [UInt8])] = [
                    ("another letter", Array(text.replacing("Теплосеть", with: "Теплосить").utf8)),
                    ("a row less", Array(text.split(separator: "\n").dropLast(4).joined(separator: "\n").utf8)),
                    ("cut off", Array(file.dropLast(30))),
                    ("no end", Array(file.dropLast(1))),
                    ("more", file + Array("more".utf8)),
                    ("no file", []),
                    ("another file", Array("number,street\n1,2\n".utf8)),
                    ("a broken header", Array(text.replacing("\"tables\":", with: "\"tabels\":").utf8)),
                    ("another table", Array(text.replacing("\"areas\"", with: "\"jobs\"").utf8)),
                    ("a broken value", Array(text.replacing("Europe/Moscow", with: "Europe\\xff").utf8)),
                ]
                for (name, file) in damaged {
                    let refusal = await #expect(throws: ServiceError.self, "\(name)") {
                        try await bring(file, into: cell.database)
                    }
                    guard case .invalid(let problems)? = refusal else {
                        Issue.record("\(name): \(String(describing: refusal))")
                        continue
                    }
                    #expect(problems.map(\.field) == ["file"], "\(name)")
                    try await expectNothing(in: cell)
                }
                // The file itself is valid.
                _ = try await bring(file, into: cell.database)
            }
        }
    }

    /// A file that somebody wrote on purpose, with the right checksum.
    @Test func aFileWithAHeaderThatIsNotTrueLeavesNothing() async throws {
        try await TestTown.with { test in
            try await test.liveThrough()
            try await TestCell.with { cell in
                let text = String(decoding: try await export(from: test.database), as: UTF8.self)
                let lowest = #""rows":\#(Int.min)"#
                let crafted = [
                    ("its town is not that of its header", text.replacing(#""code":"test""#, with: #""code":"toast""#)),
                    ("its numbers of rows are impossible", text.replacing(/"rows":[2-9]/, with: lowest)),
                    ("its numbers of rows are impossible", text.replacing(/"rows":2/, with: #""rows":\#(Int.max)"#)),
                ]
                for (words, text) in crafted {
                    let lines = text.split(separator: "\n").dropLast().joined(separator: "\n") + "\n"
                    let hash = SHA256.hash(data: Data(lines.utf8))
                    let checksum = hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
                    let file = Array("\(lines)sha256 \(checksum)\n".utf8)
                    await #expect(throws: ServiceError.invalid("file", "is damaged: \(words)")) {
                        try await bring(file, into: cell.database)
                    }
                    try await expectNothing(in: cell)
                }
            }
        }
    }

    @Test func onlyOperatorsOfTheServerMayExport() async throws {
        try await TestTown.with { test in
            await #expect(throws: ServiceError.self) {
                _ = try await TownExport(database: test.database).export("test", by: TestTown.coordinator) { _ in }
            }
            await #expect(throws: ServiceError.self) {
                _ = try await TownImport(database: test.database).import(by: TestTown.coordinator) { [] }
            }
        }
    }

    private func expectNothing(in cell: TestCell) async throws {
        #expect(try await cell.pool.query("SELECT count(*) FROM municipalities").only(Int.self) == 1)
        #expect(try await cell.pool.query("SELECT count(*) FROM organisations").only(Int.self) == 4)
    }
}
