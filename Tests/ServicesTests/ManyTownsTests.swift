import Foundation
import Municipality
import Postgres
import Services
import Testing
import TownSupport

@Suite struct ManyTownsTests {
    @Test func appealsOfManyTownsAtOnceAreStoredInTheirTowns() async throws {
        try await TestTown.with { test in
            try await test.makeTowns(50)
            let directory = TownDirectory(database: test.database)
            let receipts = try await withThrowingTaskGroup(of: (String, AppealReceipt).self) { group in
                for number in 2...51 {
                    for index in 0..<4 {
                        group.addTask {
                            let town = try await directory.town(code: "town-\(number)")
                            let receipt = try await IntakeService(town: town, intake: test.line).submit(
                                AppealSubmission(text: "Обращение \(index)"),
                                idempotencyKey: nil,
                                bodyHash: [],
                                now: Date()
                            )
                            return ("town-\(number)", receipt)
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(receipts.count == 200)
            for (code, receipt) in receipts {
                let number = try #require(AppealNumber(parsing: receipt.number))
                let town = try await directory.town(code: code)
                let seen = try await AppealService(town: town).publicView(number)
                #expect(seen.state == .registered)
            }
            let towns = try await test.pool.query(
                "SELECT count(*) FROM (SELECT FROM appeals GROUP BY municipality_id HAVING count(*) = 4) AS full_towns"
            ).only(Int.self)
            #expect(towns == 50)
            // Each job belongs to one town.
            let mixed = try await test.count("jobs WHERE jsonb_array_length(arguments -> 'appeals') > 4")
            #expect(mixed == 0)
        }
    }

    @Test func aFreshServerReservesFewIDs() async throws {
        try await TestTown.with { test in
            _ = try await test.submit("Мусор")
            let last = try await test.pool.query("SELECT last_value FROM appeal_ids").only(Int.self)
            #expect(last <= 64)
        }
    }

    @Test func maintenanceOfAThousandTownsIsCheapWhenNothingIsDue() async throws {
        try await TestTown.with { test in
            try await test.makeTowns(999)
            let begin = ContinuousClock.now
            let done = try await Maintenance(database: test.database).perform()
            #expect(done.isEmpty)
            #expect(ContinuousClock.now - begin < .seconds(10))
        }
    }

    @Test func maintenanceContinuesWhenOneTownFails() async throws {
        try await TestTown.with { test in
            try await test.makeTowns(3)
            for code in ["town-2", "town-3", "town-4"] {
                _ = try await IntakeService(town: try await test.town(code), intake: test.line).submit(
                    AppealSubmission(text: "Мусор"),
                    idempotencyKey: try IdempotencyKey(parsing: "k"),
                    bodyHash: [],
                    now: Date()
                )
            }
            try await test.breakTown("town-2")
            // The database refuses to delete the keys of one town.
            try await test.pool.execute(
                """
                CREATE FUNCTION refuse_third() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF OLD.municipality_id = 3 THEN RAISE 'refused'; END IF;
                    RETURN OLD;
                END $$
                """
            )
            try await test.pool.execute(
                """
                CREATE TRIGGER refuse_third BEFORE DELETE ON idempotency_keys
                FOR EACH ROW EXECUTE FUNCTION refuse_third()
                """
            )
            let later = Date().addingTimeInterval(8 * 86_400)
            let done = try await Maintenance(database: test.database, clock: { later }).perform()
            #expect(done == [MunicipalityID(rawValue: 4)])
            let kept = try await test.pool.query("SELECT municipality_id FROM idempotency_keys ORDER BY 1").map {
                try $0.decode(Int32.self)
            }
            #expect(kept == [2, 3])
        }
    }

    @Test func doctorNamesBrokenTowns() async throws {
        try await TestTown.with { test in
            try await test.makeTowns(1)
            func finding() async throws -> Finding {
                let findings = await DoctorService(database: test.database).examine(folder: "/")
                return try #require(findings.first { $0.subject == "towns" })
            }
            let sound = try await finding()
            #expect(sound.verdict == .ok)
            try await test.breakTown("town-2")
            let broken = try await finding()
            #expect(broken.verdict == .failure)
            #expect(broken.message.contains("town-2"))
        }
    }

    @Test func registeredAppealsWithoutAJobAreNamedAndRequeued() async throws {
        try await TestTown.with { test in
            try await test.makeTowns(1)
            let early = Date().addingTimeInterval(-120)
            let lost = try await test.intake.submit(
                AppealSubmission(text: "Мусор"),
                idempotencyKey: nil,
                bodyHash: [],
                now: early
            )
            func finding() async throws -> Finding {
                let findings = await DoctorService(database: test.database).examine(folder: "/")
                return try #require(findings.first { $0.subject == "routing" })
            }
            let sound = try await finding()
            #expect(sound.verdict == .ok)
            try await test.pool.execute("DELETE FROM jobs")
            let ill = try await finding()
            #expect(ill.verdict == .failure)
            #expect(ill.message.contains("1 of «test» (run `zemstvo routing requeue --town test`)"))
            let unrouted = UnroutedAppeals(town: test.town)
            #expect(try await unrouted.requeue(by: .console) == 1)
            #expect(try await unrouted.requeue(by: .console) == 0)
            let cured = try await finding()
            #expect(cured.verdict == .ok)
            #expect(try await test.count("jobs WHERE kind = 'route' AND size = 1") == 1)
            #expect(try test.author(of: lost).number.digits.isEmpty == false)
            await #expect(throws: ServiceError.self) { try await unrouted.count(by: TestTown.coordinator) }
        }
    }
}
