import Postgres
import Services
import TestSupport
import Testing
import TownSupport

@Suite struct DoctorTests {
    func verdict(of subject: String, _ test: TestTown) async throws -> Finding {
        try #require(
            await DoctorService(database: test.town.database).examine(folder: "/").first { $0.subject == subject }
        )
    }

    @Test func rowsThatReferToMissingRowsAreFound() async throws {
        try await TestTown.with { test in
            _ = try await test.submit("Холодно", house: 1, category: "heating.none", key: "k") {
                $0.contact = .init(phone: "+7 900 000-00-00")
            }
            try await test.routeAll()
            #expect(try await verdict(of: "references", test).verdict == .ok)
            try await test.pool.execute(
                """
                INSERT INTO appeal_events (municipality_id, appeal_id, kind, actor_kind, actor_id)
                VALUES (1, 4711, 'registered', 'staff', '4711')
                """
            )
            try await test.pool.execute(
                """
                INSERT INTO routing_decisions (municipality_id, appeal_id, outcome, reason, actor_kind, actor_id)
                SELECT municipality_id, appeal_id, 'triage', 'category_unknown', 'integration', '4711' FROM appeals
                """
            )
            try await test.pool.execute(
                "INSERT INTO appeal_contacts (municipality_id, appeal_id, phone) VALUES (1, 4712, '+7 900')"
            )
            let finding = try await verdict(of: "references", test)
            #expect(finding.verdict == .failure)
            #expect(
                finding.message == """
                    rows refer to missing rows: appeal_contacts.appeal_id in test, appeal_events.actor_id in test, \
                    appeal_events.appeal_id in test, routing_decisions.actor_id in test
                    """
            )
        }
    }

    @Test(arguments: [
        (TestRole?.none, "row-level security does not apply to the role"), (.owner, "the role zemstvo_test_owner owns"),
    ])
    func aRoleThatBypassesRowLevelSecurityIsReported(role: TestRole?, message: String) async throws {
        try await TestTown.with(as: role) { test in
            let finding = try await verdict(of: "tenancy", test)
            #expect(finding.verdict == .warning)
            #expect(finding.message.hasPrefix("row-level security is incomplete: \(message)"))
        }
    }

    @Test func theServersRoleSeesOneMunicipalityAtATime() async throws {
        try await TestTown.with(as: .server) { test in
            let finding = try await verdict(of: "tenancy", test)
            #expect(finding.verdict == .ok)
            #expect(finding.message == "the role zemstvo_test_server sees one municipality at a time")
        }
    }

    @Test func aTableWithoutAPolicyIsReported() async throws {
        try await TestTown.with(as: .server) { test in
            try await test.pool.execute("CREATE TABLE forgotten (municipality_id integer)")
            let finding = try await verdict(of: "tenancy", test)
            #expect(finding.verdict == .warning)
            #expect(
                finding.message == "row-level security is incomplete: not the program's policy on forgotten"
            )
        }
    }

    /// PostgreSQL shows a row if one of a table's policies shows it.
    @Test(arguments: [
        "CREATE POLICY everything ON houses USING (true)",
        "ALTER POLICY one_municipality ON houses USING (true)",
        "ALTER POLICY one_municipality ON houses TO zemstvo_test_server",
        "ALTER TABLE houses NO FORCE ROW LEVEL SECURITY",
    ])
    func aWeakenedPolicyIsReported(statement: String) async throws {
        try await TestTown.with(as: .server) { test in
            try await test.pool.execute(SQL(raw: statement))
            let finding = try await verdict(of: "tenancy", test)
            #expect(finding.verdict == .warning)
            #expect(
                finding.message == "row-level security is incomplete: not the program's policy on houses"
            )
        }
    }

    @Test func aCheckThatFailsHidesNoOther() async throws {
        try await TestTown.with { test in
            try await test.pool.execute("ALTER TABLE dead_jobs RENAME TO gone")
            let findings = await DoctorService(database: test.town.database).examine(folder: "/")
            let jobs = findings.filter { $0.subject == "jobs" }
            #expect(jobs.map(\.verdict) == [.failure])
            #expect(jobs.allSatisfy { $0.message.hasPrefix("cannot be checked: ") && $0.message.contains("dead_jobs") })
            let others = Set(findings.filter { $0.verdict == .ok }.map(\.subject))
            #expect(others.isSuperset(of: ["database", "migrations", "clock", "towns", "references", "moves"]))
        }
    }
}
