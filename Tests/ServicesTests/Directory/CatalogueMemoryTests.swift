import Foundation
import Locking
import Municipality
import Postgres
import Services
import Testing
import TownSupport

/// The catalogue is cached without visible effects.
@Suite struct CatalogueMemoryTests {
    func version(_ test: TestTown) async throws -> Int64 {
        try await test.pool.query("SELECT version FROM catalogue_versions WHERE municipality_id = 1").only(Int64.self)
    }

    @Test func aNewCategoryIsUsableAtOnce() async throws {
        let now = Date(timeIntervalSince1970: 1_780_000_000)
        try await TestTown.with(clock: { now }) { test in
            _ = try await test.submit("Холодно", category: "heating.none")
            try await test.pool.execute(
                """
                INSERT INTO categories (municipality_id, group_id, code, name_ru, name_en, service_id, limit_hours)
                VALUES (1, 2, 'water.rusty', 'Ржавая вода', 'Rusty water', 2, 12)
                """
            )
            let receipt = try await test.submit("Ржавая вода", house: 1, category: "water.rusty")
            #expect(receipt.clocks.map { $0.deadlineAt.timeIntervalSince($0.startedAt) } == [12 * 3_600])
        }
    }

    @Test func aDeactivatedCategoryIsRefusedWithinSeconds() async throws {
        let now = Locked(Date(timeIntervalSince1970: 1_780_000_000))
        try await TestTown.with(clock: { now.withLock { $0 } }) { test in
            _ = try await test.submit("Крыша", category: "house.roof")
            try await test.pool.execute("UPDATE categories SET active = false WHERE code = 'house.roof'")
            now.withLock { $0 += 2 }
            await #expect(throws: ServiceError.invalid("category", "does not exist in the town")) {
                try await test.submit("Крыша", category: "house.roof")
            }
        }
    }

    @Test func everyStatementThatWritesTheCatalogueRenewsItsVersion() async throws {
        try await TestTown.with { test in
            var versions = [try await version(test)]
            for statement in [
                "UPDATE categories SET limit_hours = 5 WHERE code = 'heating.none'",
                "UPDATE category_groups SET name_ru = 'Тепло' WHERE code = 'heating'",
                "INSERT INTO services (municipality_id, code) VALUES (1, 'gas')",
                """
                INSERT INTO categories (municipality_id, group_id, code, name_ru, name_en, service_id)
                VALUES (1, 1, 'gas.smell', 'Запах газа', 'Smell of gas', 1)
                """,
            ] {
                try await test.pool.execute(SQL(raw: statement))
                versions.append(try await version(test))
            }
            #expect(Set(versions).count == versions.count)
        }
    }

    @Test func aVersionThatWasRolledBackNeverComesAgain() async throws {
        struct RolledBack: Error {}
        try await TestTown.with { test in
            let before = try await version(test)
            var seen: Int64 = 0
            do {
                try await test.pool.withTransaction { transaction in
                    try await transaction.execute("UPDATE categories SET limit_hours = 5")
                    seen = try await transaction.query("SELECT version FROM catalogue_versions").only(Int64.self)
                    throw RolledBack()
                }
            } catch is RolledBack {
                #expect(try await version(test) == before)
            }
            try await test.pool.execute("UPDATE categories SET limit_hours = 6")
            #expect(try await version(test) != seen)
        }
    }

    @Test func aTicketIsDueByTheLimitAsItIsNow() async throws {
        try await TestTown.with { test in
            let first = try await test.submit("Нет воды", house: 1, category: "water.none")
            try await test.routeAll()
            try await test.pool.execute("UPDATE categories SET limit_hours = 2 WHERE code = 'water.none'")
            let second = try await test.submit("Нет воды никакой", house: 1, category: "water.none")
            try await test.routeAll()
            var hours: [Double] = []
            for receipt in [first, second] {
                let ticket = try await QueueService(town: test.town).ticket(
                    try await test.ticket(of: receipt),
                    by: TestTown.boris
                )
                hours.append((ticket.ticket.dueAt.timeIntervalSince(receipt.registeredAt) / 3_600).rounded())
            }
            #expect(hours == [4, 2])
        }
    }
}
