import Foundation
import Jobs
import Locking
import Municipality
import Postgres
import Services
import Store
import TestSupport
import Testing
import TownSupport
import Workers

@Suite struct TownMoveTests {
    struct Killed: Error {}

    func state(_ code: String, in pool: PostgresPool) async throws -> TownState? {
        try await pool.query("SELECT state FROM municipalities WHERE code = \(code)").first.map { row in
            try #require(TownState(rawValue: try row.decode(String.self)))
        }
    }

    func move(_ test: TestTown, to cell: TestCell) -> TownMove {
        TownMove(from: test.database, to: cell.database)
    }

    /// The contents of the town's tables, except its id.
    func contents(of municipality: Int32, in pool: PostgresPool) async throws -> [String: String] {
        var contents: [String: String] = [:]
        for table in try await TransferCatalogue.read(on: pool).tables {
            let columns = table.columns.map { "\"\($0)\"" }.joined(separator: ", ")
            contents[table.name] = try await pool.query(
                SQL(
                    raw: """
                        SELECT count(*) || ' ' || coalesce(md5(string_agg(line, '|' ORDER BY line COLLATE "C")), '')
                        FROM (
                            SELECT ROW(\(columns))::text AS line FROM \(table.name)
                            WHERE municipality_id = \(municipality)
                        ) AS lines
                        """
                )
            ).only(String.self)
        }
        return contents
    }

    @Test func aMovedTownIsCompleteInTheTargetAndReadableInTheSource() async throws {
        try await TestTown.with(as: .server) { test in
            let receipt = try await test.submit("Крыша течёт", house: 1, category: "house.roof")
            try await test.liveThrough()
            try await TestCell.with { cell in
                let before = try await contents(of: 1, in: test.pool)
                let report = try await move(test, to: cell).run("test", by: .console)
                #expect(report.rows > 50)
                #expect(try await contents(of: 2, in: cell.pool) == before)
                #expect(try await contents(of: 1, in: test.pool) == before)
                #expect(try await state("test", in: test.pool) == .moved)
                #expect(try await state("test", in: cell.pool) == .active)
                // Its jobs were moved with it.
                #expect(try await test.count("jobs") == 0)
                #expect(try await test.count("dead_jobs") == 0)
                #expect(
                    try await cell.pool.query(
                        "SELECT DISTINCT arguments ->> 'municipality' FROM jobs UNION SELECT arguments ->> 'municipality' FROM dead_jobs"
                    ).only(String.self) == "2"
                )
                let author = try test.author(of: receipt)
                for town in [test.town, try await cell.town("test")] {
                    let view = try await AppealService(town: town).authorView(author.number, code: author.code)
                    #expect(view.content.text == "Крыша течёт")
                }
                await #expect(throws: ServiceError.takesNoWrites(retryAfterSeconds: 5)) { try await test.submit("Ещё") }
                // The same command finds nothing to do.
                #expect(try await move(test, to: cell).run("test", by: .console).rows == 0)
                let there = try await TownStandings(database: test.database).all()
                #expect(there.map(\.state) == [.moved])
                #expect(there.first?.by == "command_line tester")
                #expect(there.first?.peer?.contains("test_") == true)
            }
        }
    }

    /// Every acknowledged appeal exists once and is routed once, and no step of a ticket is lost.
    @Test func residentsAndDispatchersContinueDuringAMove() async throws {
        try await TestTown.with(as: .server) { test in
            for number in 1...20 { _ = try await test.submit("До \(number)", house: 1, category: "heating.none") }
            try await TestCell.with { cell in
                let stopping = Locked(false)
                let acknowledged = Locked<[String]>([])
                let refused = Locked(0)
                let accepted = Locked<Set<Int64>>([])
                try await withThrowingTaskGroup(of: Void.self) { workers in
                    for database in [test.database, cell.database] {
                        let worker = TownWorker.make(on: database, concurrency: 2)
                        workers.addTask { try await worker.run() }
                    }
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for resident in 1...3 {
                            group.addTask {
                                var number = 0
                                while !stopping.withLock({ $0 }) {
                                    number += 1
                                    do {
                                        let receipt = try await test.submit(
                                            "Холодно \(resident) \(number)",
                                            house: 1,
                                            category: "heating.none"
                                        )
                                        acknowledged.withLock { $0.append(receipt.number.filter(\.isNumber)) }
                                    } catch ServiceError.takesNoWrites {
                                        refused.withLock { $0 += 1 }
                                    }
                                }
                            }
                        }
                        group.addTask {
                            let queue = QueueService(town: test.town)
                            let tickets = TicketService(town: test.town)
                            while !stopping.withLock({ $0 }) {
                                do {
                                    guard let ticket = try await queue.claimNext(in: "teploset", by: TestTown.anna)
                                    else { continue }
                                    _ = try await tickets.accept(TicketID(rawValue: ticket.ticketID), by: TestTown.anna)
                                    _ = accepted.withLock { $0.insert(ticket.ticketID) }
                                } catch ServiceError.takesNoWrites {
                                    refused.withLock { $0 += 1 }
                                }
                            }
                        }
                        _ = try await move(test, to: cell).run("test", by: .console)
                        // Writers are refused here from this point on.
                        while refused.withLock({ $0 }) < 10 { await Task.yield() }
                        stopping.withLock { $0 = true }
                        try await group.waitForAll()
                    }
                    // Appeals that were not routed here are routed there.
                    while try await cell.pool.query("SELECT count(*) FROM jobs WHERE kind = 'route'").only(Int.self) > 0
                    {
                        await Task.yield()
                    }
                    workers.cancelAll()
                }
                let here = acknowledged.withLock { $0 }
                #expect(here.count > 20)
                let there = try await cell.pool.query(
                    "SELECT number FROM appeals WHERE municipality_id = 2"
                ).map { try $0.decode(String.self) }
                #expect(there.count == here.count + 20)
                #expect(Set(here).isSubset(of: there) && Set(there).count == there.count)
                let (appeals, tickets, decisions) = try await cell.pool.query(
                    """
                    SELECT (SELECT count(*) FROM appeals WHERE municipality_id = 2 AND state IN ('routed', 'in_progress')),
                        (SELECT count(DISTINCT appeal_id) FROM tickets WHERE municipality_id = 2),
                        (SELECT count(*) FROM routing_decisions WHERE municipality_id = 2)
                    """
                ).only((Int, Int, Int).self)
                #expect(appeals == there.count && tickets == there.count && decisions == there.count)
                let worked = try await cell.pool.query(
                    "SELECT ticket_id FROM tickets WHERE municipality_id = 2 AND state = 'accepted'"
                ).map { try $0.decode(Int64.self) }
                #expect(Set(worked) == accepted.withLock { $0 })
                #expect(try await test.count("jobs WHERE kind = 'route'") == 0)
                #expect(try await cell.pool.query("SELECT count(*) FROM dead_jobs").only(Int.self) == 0)
            }
        }
    }

    static let steps: [String] = [
        "copied", "caughtUp", "fenced", "writersGone", "verified", "arrived", "left", "activated",
    ]

    /// After being killed at a step, the same command continues or starts over. At most one side takes writes
    /// meanwhile.
    @Test(arguments: steps)
    func aKilledMoveIsFinishedByTheSameCommand(step: String) async throws {
        try await TestTown.with(as: .server) { test in
            try await test.liveThrough()
            try await TestCell.with { cell in
                await #expect(throws: Killed.self) {
                    try await move(test, to: cell).perform("test", by: .console) { done in
                        if "\(done)".hasPrefix(step) { throw Killed() }
                    }
                }
                let states = [try await state("test", in: test.pool), try await state("test", in: cell.pool)]
                #expect(states.filter { $0 == .active }.count <= 1)
                // All writers that still can, write.
                if states[0] == .active { _ = try await test.submit("После") }
                let before = try await contents(of: 1, in: test.pool)
                _ = try await move(test, to: cell).run("test", by: .console)
                #expect(try await state("test", in: test.pool) == .moved)
                #expect(try await state("test", in: cell.pool) == .active)
                let id = try await cell.town("test").id.rawValue
                #expect(try await contents(of: id, in: cell.pool) == before)
                #expect(try await cell.pool.query("SELECT count(*) FROM municipalities").only(Int.self) == 2)
                try await cell.working(for: "test") { town in
                    _ = try await town.submit("Там")
                }
            }
        }
    }

    @Test(arguments: steps)
    func aMoveCanBeAbandonedOnlyBeforeTheSwitch(step: String) async throws {
        try await TestTown.with(as: .server) { test in
            try await test.liveThrough()
            try await TestCell.with { cell in
                await #expect(throws: Killed.self) {
                    try await move(test, to: cell).perform("test", by: .console) { done in
                        if "\(done)".hasPrefix(step) { throw Killed() }
                    }
                }
                let abandonment = TownMoveAbandonment(from: test.database, to: cell.database)
                if ["left", "activated"].contains(step) {
                    await #expect(throws: ServiceError.self) { try await abandonment.run("test", by: .console) }
                    #expect(try await state("test", in: test.pool) == .moved)
                } else {
                    try await abandonment.run("test", by: .console)
                    #expect(try await state("test", in: test.pool) == .active)
                    #expect(try await state("test", in: cell.pool) == nil)
                    #expect(try await cell.pool.query("SELECT count(*) FROM appeals").only(Int.self) == 0)
                    #expect(try await cell.pool.query("SELECT count(*) FROM jobs").only(Int.self) == 0)
                    _ = try await test.submit("Здесь")
                }
            }
        }
    }

    /// An attempt that another command abandoned cannot switch any more.
    @Test func anAbandonedMoveCannotContinue() async throws {
        try await TestTown.with(as: .server) { test in
            try await TestCell.with { cell in
                await #expect(throws: ServiceError.self) {
                    try await move(test, to: cell).perform("test", by: .console) { step in
                        guard step == .arrived else { return }
                        try await test.pool.execute(
                            "UPDATE municipalities SET state = 'active', move_id = NULL, move_peer = NULL"
                        )
                    }
                }
                #expect(try await state("test", in: test.pool) == .active)
                #expect(try await state("test", in: cell.pool) == .arriving)
                // The next move removes what it left behind.
                _ = try await move(test, to: cell).run("test", by: .console)
                #expect(try await state("test", in: cell.pool) == .active)
                #expect(try await cell.pool.query("SELECT count(*) FROM municipalities").only(Int.self) == 2)
            }
        }
    }

    @Test func deletionsAndChangesDuringAMoveReachTheTarget() async throws {
        try await TestTown.with(as: .server) { test in
            try await test.liveThrough()
            try await TestCell.with { cell in
                var isFirst = true
                _ = try await move(test, to: cell).perform("test", by: .console) { step in
                    guard case .copied = step, isFirst else { return }
                    isFirst = false
                    try await test.pool.withTransaction { transaction in
                        try await transaction.simple(
                            """
                            UPDATE houses SET floors = 9;
                            DELETE FROM appeal_contacts WHERE phone LIKE '%1';
                            DELETE FROM idempotency_keys;
                            INSERT INTO idempotency_keys
                            SELECT 1, 'k2', '\\x01', min(appeal_id), now() FROM appeals;
                            -- A new row with the values of a deleted one.
                            DELETE FROM project_partners;
                            INSERT INTO project_partners SELECT 1, project_id, 3, 'деньги' FROM projects;
                            DELETE FROM service_contracts WHERE contract_id = 1;
                            INSERT INTO service_contracts (municipality_id, organisation_id, service_id, valid_from)
                            VALUES (1, 1, 1, '2020-01-01');
                            UPDATE municipalities SET name = 'Другой'
                            """
                        )
                    }
                    _ = try await test.workedOn("Во время")
                }
                let here = try await contents(of: 1, in: test.pool)
                #expect(try await contents(of: 2, in: cell.pool) == here)
                #expect(try await cell.pool.query("SELECT count(*) FROM houses WHERE floors = 9").only(Int.self) == 3)
                #expect(try await cell.town("test").municipality.name == "Другой")
            }
        }
    }

    /// Although the server's role owns no table.
    @Test func thePlannerHasStatisticsWhenTheTownArrives() async throws {
        try await TestTown.with(as: .server) { test in
            try await test.liveThrough()
            try await TestCell.with { cell in
                #expect(try await cell.tablesWithoutStatistics() != [])
                _ = try await move(test, to: cell).perform("test", by: .console) { step in
                    guard step == .arrived else { return }
                    // It is the only town that has appeals there.
                    let appeals = try await cell.pool.query(
                        "SELECT reltuples::integer FROM pg_class WHERE oid = 'appeals'::regclass"
                    ).only(Int.self)
                    #expect(appeals == (try await test.count("appeals")))
                    #expect(try await cell.tablesWithoutStatistics() == [])
                }
            }
        }
    }

    /// Host names belong to the town, although they are read before it is known.
    @Test func changesOfHostNamesDuringTheMoveAreCopied() async throws {
        try await TestTown.with(as: .server) { test in
            let hosts = TownHosts(database: test.database)
            for name in ["a.example", "b.example"] { _ = try await hosts.add(name, to: test.town, by: .console) }
            try await TestCell.with { cell in
                _ = try await move(test, to: cell).perform("test", by: .console) { step in
                    switch step {
                    case .copied:
                        try await hosts.remove("a.example", by: .console)
                        _ = try await hosts.add("c.example", to: test.town, by: .console)
                    case .fenced:
                        await #expect(throws: ServiceError.takesNoWrites(retryAfterSeconds: 5)) {
                            try await hosts.remove("b.example", by: .console)
                        }
                    default: break
                    }
                }
                let there = TownHosts(database: cell.database)
                #expect(try await there.all(by: .console).map(\.host) == ["b.example", "c.example"])
                _ = try await there.add("d.example", to: try await cell.town("test"), by: .console)
            }
        }
    }

    @Test func aHostNameThatIsTakenInTheTargetStopsTheMove() async throws {
        try await TestTown.with(as: .server) { test in
            try await TestCell.with { cell in
                let there = TownHosts(database: cell.database)
                _ = try await there.add("a.example", to: try await cell.town("other"), by: .console)
                await #expect(
                    throws: ServiceError.conflict("another municipality has one of the town's host names there")
                ) {
                    try await move(test, to: cell).attempt("test", by: .console) { step in
                        guard case .copied = step else { return }
                        let here = TownHosts(database: test.database)
                        _ = try await here.add("a.example", to: test.town, by: .console)
                    }
                }
                #expect(try await state("test", in: test.pool) == .active)
                #expect(try await state("test", in: cell.pool) == nil)
                #expect(try await there.all(by: .console).map(\.town) == ["other"])
            }
        }
    }

    /// A transaction that began before writes were stopped may still write, so it is waited for, but only for a limited
    /// time.
    @Test(arguments: [TownMoveStep.fenced, .copied(rows: 0)])
    func aTransactionThatDoesNotEndCancelsTheMove(open: TownMoveStep) async throws {
        try await TestTown.with(as: .server) { test in
            try await TestCell.with { cell in
                let refusal = try await test.pool.withTransaction { transaction in
                    let mover = TownMove(
                        from: test.database,
                        to: cell.database,
                        patience: .milliseconds(20),
                        patienceBefore: .milliseconds(20)
                    )
                    // Before writes are stopped, or in between.
                    if open != .fenced { _ = try await transaction.query("SELECT 1") }
                    return await #expect(throws: ServiceError.self) {
                        try await mover.attempt("test", by: .console) { step in
                            if step == .fenced { _ = try await transaction.query("SELECT 1") }
                        }
                    }
                }
                guard case .conflict(let words)? = refusal else {
                    Issue.record(Comment(rawValue: String(describing: refusal)))
                    return
                }
                #expect(words.contains("transaction open"))
                #expect(try await state("test", in: test.pool) == .active)
                #expect(try await state("test", in: cell.pool) == nil)
                _ = try await test.submit("Здесь")
            }
        }
    }

    /// The transaction in which the town arrives stays open. The rows that it considers changed must not grow because
    /// of that.
    @Test func onlyChangedRowsAreCopiedAgain() async throws {
        try await TestTown.with { test in
            try await test.liveThrough()
            try await TestCell.with { cell in
                let rows = Locked<[Int]>([])
                _ = try await move(test, to: cell).perform("test", by: .console) { step in
                    switch step {
                    case .copied: _ = try await test.submit("Во время", house: 1)
                    case .caughtUp(let count), .verified(let count): rows.withLock { $0.append(count) }
                    default: break
                    }
                }
                // Only the appeal, its text and its event. A few more rows are copied if a transaction of another database
                // ends at the same moment, but never the whole town.
                let counts = rows.withLock { $0 }
                #expect((3...12).contains(counts[0]) && counts.count == 2 && counts[1] <= 12, "\(counts)")
            }
        }
    }

    @Test func theRowsOfOtherTownsAreNotMoved() async throws {
        try await TestTown.with(as: .server) { test in
            try await test.liveThrough()
            try await TestCell.with { cell in
                let other = try await contents(of: 1, in: cell.pool)
                _ = try await move(test, to: cell).run("test", by: .console)
                try await TownStandings(database: test.database).removeMoved("test", by: .console)
                #expect(try await contents(of: 1, in: cell.pool) == other)
                #expect(try await test.count("municipalities") == 0)
                #expect(try await test.count("appeals") == 0)
                // And back.
                _ = try await TownMove(from: cell.database, to: test.database).run("test", by: .console)
                #expect(try await state("test", in: test.pool) == .active)
                #expect(try await contents(of: 1, in: cell.pool) == other)
            }
        }
    }

    @Test func onlyAMovedTownCanBeRemoved() async throws {
        try await TestTown.with(as: .server) { test in
            await #expect(throws: ServiceError.self) {
                try await TownStandings(database: test.database).removeMoved("test", by: .console)
            }
            let houses = try await test.count("houses")
            #expect(houses == 3)
        }
    }

    @Test func doctorReportsATownWithAnInterruptedMove() async throws {
        try await TestTown.with(as: .server) { test in
            try await TestCell.with { cell in
                await #expect(throws: Killed.self) {
                    try await move(test, to: cell).perform("test", by: .console) { step in
                        if step == .arrived { throw Killed() }
                    }
                }
                for (database, word) in [(test.database, "moving to"), (cell.database, "arriving from")] {
                    let findings = await DoctorService(database: database).examine(folder: "/")
                    let finding = try #require(findings.first { $0.subject == "moves" })
                    #expect(finding.verdict == .warning)
                    #expect(finding.message.contains(word))
                }
                _ = try await move(test, to: cell).run("test", by: .console)
                let findings = await DoctorService(database: cell.database).examine(folder: "/")
                #expect(findings.first { $0.subject == "moves" }?.verdict == .ok)
            }
        }
    }
}
