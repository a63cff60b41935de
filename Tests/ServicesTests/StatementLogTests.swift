import Foundation
import Municipality
import Postgres
import Services
import TestSupport
import Testing
import TownSupport

/// The statements in the server's own log: how many a use case takes, and in which order.
@Suite struct StatementLogTests {
    /// A server that logs every statement with the process that ran it.
    private static let logging = ["log_statement = 'all'", "log_line_prefix = '@%p '", "log_duration = off"]

    private struct Statement {
        let process: Substring
        /// Written on one line.
        let text: String

        var locksQueueHeads: Bool { text.contains("FROM queue_heads") && text.contains("FOR UPDATE") }
    }

    /// The statements that the services ran since the log had `offset` characters, without the test's own.
    private static func statements(in log: String, after offset: Int) -> [Statement] {
        log.dropFirst(offset).split(separator: "\n@").compactMap { entry in
            guard let prefix = entry.firstRange(of: #/LOG: +execute [^:]*: /#) else { return nil }
            let process = entry.drop { $0 == "@" }.prefix { $0 != " " }
            let text = entry[prefix.upperBound...].split { $0.isWhitespace }.joined(separator: " ")
            return Statement(process: process, text: text)
        }
    }

    /// Runs a use case and returns its statements, without the announcements of queues, which may come at any time.
    private func statements<Result>(
        of server: PrivateServer,
        _ useCase: () async throws -> Result
    ) async throws -> [Statement] {
        let offset = try server.log().count
        _ = try await useCase()
        return Self.statements(in: try server.log(), after: offset).filter { !$0.text.contains("pg_notify") }
    }

    /// The statement that locks the heads of queues is followed by COMMIT in the same process, with nothing in between.
    private func expectCommitFollowsTheLock(_ statements: [Statement], _ name: String) {
        let locks = statements.indices.filter { statements[$0].locksQueueHeads }
        #expect(locks.count == 1, "\(name)")
        for lock in locks {
            let next = statements[(lock + 1)...].first { $0.process == statements[lock].process }
            #expect(next?.text == "COMMIT", "\(name)")
        }
    }

    @Test func answeringAndRefutingStayWithinTheirStatementCounts() async throws {
        try await PrivateServer.with(settings: Self.logging) { server in
            try await TestTown.with(on: server) { town in
                let casework = AppealCasework(town: town.town)
                let tickets = TicketService(town: town.town)
                let (number, code, ticket) = try await town.accepted()
                _ = try await tickets.done(ticket, note: "Сделано", by: TestTown.anna)

                let answer = try await statements(of: server) {
                    try await casework.answer(number, text: "Сделано", by: TestTown.coordinator)
                }
                print("answer: \(answer.count) statements")
                #expect(answer.count <= 8, "\(answer.map(\.text))")

                let refute = try await statements(of: server) {
                    try await casework.refute(number, code: code, note: "Нет")
                }
                print("refute: \(refute.count) statements")
                #expect(refute.count <= 9, "\(refute.map(\.text))")
                expectCommitFollowsTheLock(refute, "refute")
                // The answer is read when nobody waits for the queue any more.
                #expect(refute.last?.text.contains("appeal_texts") == true)
            }
        }
    }

    @Test func onlyTheCommitFollowsTheLockOfAQueue() async throws {
        try await PrivateServer.with(settings: Self.logging) { server in
            try await TestTown.with(on: server) { town in
                let casework = AppealCasework(town: town.town)
                let tickets = TicketService(town: town.town)
                func expectOrder(_ name: String, _ useCase: () async throws -> Void) async throws {
                    expectCommitFollowsTheLock(try await statements(of: server, useCase), name)
                }
                let first = try await town.submit("Холодно", house: 1, category: "heating.none")
                try await expectOrder("route") { try await town.routeAll() }
                let ticket = try await town.ticket(of: first)
                try await expectOrder("claim") {
                    _ = try await QueueService(town: town.town).claimNext(in: "teploset", by: TestTown.anna)
                }
                try await expectOrder("release") { _ = try await tickets.release(ticket, by: TestTown.anna) }
                try await expectOrder("accept") { _ = try await tickets.accept(ticket, by: TestTown.anna) }
                try await expectOrder("return") {
                    _ = try await tickets.giveBack(ticket, reason: "Не наш", to: "vodokanal", by: TestTown.anna)
                }
                let second = try await town.submit("Холодно", house: 1, category: "heating.none")
                try await town.routeAll()
                try await expectOrder("merge") {
                    _ = try await casework.merge(
                        try town.author(of: second).number,
                        into: try town.author(of: first).number,
                        by: TestTown.coordinator
                    )
                }
                try await expectOrder("separate") {
                    _ = try await casework.unmerge(try town.author(of: second).number, by: TestTown.coordinator)
                }
                try await expectOrder("withdraw") {
                    let author = try town.author(of: first)
                    _ = try await casework.withdraw(author.number, code: author.code)
                }
            }
        }
    }
}

extension TestTown {
    /// An appeal about the heating whose ticket anna is working on.
    fileprivate func accepted() async throws -> (AppealNumber, FollowUpCode, TicketID) {
        let receipt = try await submit("Холодно", house: 1, category: "heating.none")
        try await routeAll()
        let ticket = try await ticket(of: receipt)
        let service = TicketService(town: town)
        _ = try await service.accept(ticket, by: Self.anna)
        _ = try await service.start(ticket, by: Self.anna)
        let author = try author(of: receipt)
        return (author.number, author.code, ticket)
    }
}
