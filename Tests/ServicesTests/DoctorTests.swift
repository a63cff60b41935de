import Postgres
import Services
import Testing
import TownSupport

@Suite struct DoctorTests {
    func verdict(of subject: String, _ test: TestTown) async throws -> Finding {
        try #require(
            await DoctorService(database: test.town.database).examine(folder: "/").first { $0.subject == subject }
        )
    }

    @Test func rowsThatReferToNothingAreFound() async throws {
        try await TestTown.with { test in
            _ = try await test.submit("Холодно", house: 1, category: "heating.none", key: "k") {
                $0.contact = .init(phone: "+7 900 000-00-00")
            }
            try await test.routeAll()
            #expect(try await verdict(of: "references", test).verdict == .ok)
            try await test.pool.execute(
                """
                INSERT INTO appeal_events (municipality_id, appeal_id, kind) VALUES (1, 4711, 'registered')
                """
            )
            try await test.pool.execute(
                "INSERT INTO appeal_contacts (municipality_id, appeal_id, phone) VALUES (1, 4712, '+7 900')"
            )
            let finding = try await verdict(of: "references", test)
            #expect(finding.verdict == .failure)
            #expect(
                finding.message
                    == "rows refer to nothing: appeal_contacts.appeal_id in test, appeal_events.appeal_id in test"
            )
        }
    }
}
