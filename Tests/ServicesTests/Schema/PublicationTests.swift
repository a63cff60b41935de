import Postgres
import Services
import Testing
import TownSupport

/// Logical replication: a replica set, a move of a town, an analyst's copy.
@Suite struct PublicationTests {
    @Test func everythingWorksUnderAPublicationOfAllTables() async throws {
        try await TestTown.with { test in
            try await test.pool.execute("CREATE PUBLICATION everything FOR ALL TABLES")
            try await test.walkTheMainPath()
            #expect(try await test.count("appeals WHERE state = 'closed'") == 1)
            #expect(try await test.count("appeals WHERE state = 'merged'") == 1)
            #expect(try await test.count("appeals WHERE state = 'withdrawn'") == 1)
            #expect(try await test.count("tickets WHERE state = 'returned'") == 1)
        }
    }
}
