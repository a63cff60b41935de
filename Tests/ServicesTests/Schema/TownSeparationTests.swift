import Municipality
import Postgres
import Services
import Store
import TestSupport
import Testing
import TownSupport

/// What the server's role sees of two towns that have rows in every table.
@Suite struct TownSeparationTests {
    @Test func eachTownSeesItsOwnRowsOfEveryTableAndNoOthers() async throws {
        try await TwoTowns.with { towns in
            for table in towns.tables {
                let all = try await towns.superuser.query(
                    SQL(raw: "SELECT count(*) FROM \(table) WHERE municipality_id = 1")
                ).only(Int.self)
                #expect(all > 0, "the test has no row of \(table): add one to TwoTowns")
                for town in [1, 2] {
                    let (own, others) = try await towns.server.withTransaction { transaction in
                        try await towns.enter(town, transaction)
                        return try await transaction.query(
                            SQL(
                                raw: """
                                    SELECT count(*), count(*) FILTER (WHERE municipality_id <> \(town)) FROM \(table)
                                    """
                            )
                        ).only((Int, Int).self)
                    }
                    #expect(own == all, "\(table)")
                    #expect(others == 0, "\(table)")
                }
            }
        }
    }

    @Test func rowsOfAnotherTownCannotBeWrittenIntoAnyTable() async throws {
        try await TwoTowns.with { towns in
            for table in towns.tables {
                let copy = try await towns.copy(of: table, into: 2)
                let error = await #expect(throws: PostgresError.self, "\(table)") {
                    try await towns.server.withTransaction { transaction in
                        try await towns.enter(1, transaction)
                        try await transaction.execute(copy)
                    }
                }
                #expect(error?.message == "new row violates row-level security policy for table \"\(table)\"")
            }
        }
    }

    @Test func rowsOfAnotherTownCannotBeChangedOrDeleted() async throws {
        try await TwoTowns.with { towns in
            let changed = try await towns.server.withTransaction { transaction in
                try await towns.enter(1, transaction)
                let changed = try await transaction.execute("UPDATE houses SET floors = 9 WHERE municipality_id = 2")
                let deleted = try await transaction.execute("DELETE FROM project_appeals WHERE municipality_id = 2")
                return (changed, deleted)
            }
            #expect(changed == (0, 0))
        }
    }

    @Test func readingWithoutATownFailsWithAClearError() async throws {
        try await TwoTowns.with { towns in
            for table in towns.tables { try await towns.expectNoTown(table) }
            // The connection has had a town before, so the setting reads as '', which must not become a cast error.
            try await towns.server.withTransaction { try await towns.enter(1, $0) }
            let setting = try await towns.server.query("SELECT current_setting('zemstvo.municipality', true)")
            #expect(try setting.only(String.self) == "")
            for table in towns.tables { try await towns.expectNoTown(table) }
        }
    }

    @Test func municipalitiesAndHostsAreReadBeforeTheTownIsKnown() async throws {
        try await TwoTowns.with { towns in
            try await towns.superuser.execute("INSERT INTO municipality_hosts VALUES ('xn--80aa.example.ru', 2)")
            let town = try await towns.server.query(
                "SELECT municipality_id FROM municipality_hosts WHERE host = 'xn--80aa.example.ru'"
            ).only(Int.self)
            #expect(town == 2)
            #expect(try await towns.server.query("SELECT count(*) FROM municipalities").only(Int.self) == 2)
            #expect(try await towns.server.query("SELECT count(*) FROM jobs").only(Int.self) >= 0)
            for host in ["Town.example.ru", "-a.ru", "a.ru:80", "a b", ""] {
                await #expect(throws: PostgresError.self, "\(host)") {
                    try await towns.superuser.execute("INSERT INTO municipality_hosts VALUES (\(host), 2)")
                }
            }
        }
    }

    @Test func rowsThatReferToMissingRowsAreFoundInEachTown() async throws {
        try await TwoTowns.with { towns in
            try await towns.superuser.execute(
                "INSERT INTO appeal_contacts (municipality_id, appeal_id, phone) VALUES (2, 4711, '+7 900')"
            )
            for (town, broken) in [(1, []), (2, ["appeal_contacts.appeal_id"])] {
                let found = try await towns.server.withConnection { connection in
                    try await LooseReference.broken(of: MunicipalityID(rawValue: Int32(town)), on: connection)
                }
                #expect(found == broken)
            }
            let database = Database(url: towns.conninfo, poolSize: 1, logger: .silent)
            let findings = await DoctorService(database: database).examine(folder: "/")
            await database.close()
            let finding = findings.first { $0.subject == "references" }
            #expect(finding?.message == "rows refer to missing rows: appeal_contacts.appeal_id in other")
        }
    }
}
