import Postgres
import TestSupport
import Testing

private struct AppealID: RawRepresentable, Hashable, PostgresEncodable, PostgresDecodable {
    let rawValue: Int64
}

private enum Mood: String, PostgresEncodable, PostgresDecodable {
    case glad, sad
}

@Suite struct WrappedValueTests {
    private func withMoods(_ body: (PostgresPool) async throws -> Void) async throws {
        try await TestDatabase.withPool { pool in
            try await pool.execute("CREATE TYPE mood AS ENUM ('glad', 'sad', 'angry')")
            try await body(pool)
        }
    }

    @Test func typedIdentifiersAreBoundAndReadAsTheirRawValues() async throws {
        try await withMoods { pool in
            let ids = [AppealID(rawValue: 5), AppealID(rawValue: 6)]
            let rows = try await pool.query("SELECT \(ids[0]), \(ids), 6 = ANY(\(ids))")
            let (id, all, found) = try rows.only((AppealID, [AppealID], Bool).self)
            #expect(id == ids[0])
            #expect(all == ids)
            #expect(found)
        }
    }

    @Test func enumerationsAreBoundAndReadByTheirNames() async throws {
        try await withMoods { pool in
            try await pool.execute("CREATE TABLE person (name text, mood mood)")
            try await pool.execute("INSERT INTO person VALUES (\("a"), \(Mood.sad)), (\("b"), \(nil as Mood?))")
            let rows = try await pool.query("SELECT mood FROM person ORDER BY name")
            #expect(try rows.map { try $0.decode(Mood?.self) } == [.sad, nil])
            let matching = try await pool.query(
                "SELECT name FROM person WHERE mood = ANY(\([Mood.sad, .glad])::text[]::mood[])"
            )
            #expect(try matching.decode(String.self) == ["a"])
            let array: [Mood]? = try await pool.query("SELECT ARRAY['sad', 'glad']::mood[]").first?.decode()
            #expect(array == [.sad, .glad])
        }
    }

    @Test func unknownRawValuesAreDecodingErrors() async throws {
        try await withMoods { pool in
            let row = try #require(try await pool.query("SELECT 'angry'::mood").first)
            let error = #expect(throws: PostgresError.self) { try row.decode(Mood.self) }
            #expect(error?.code == .decoding)
        }
    }

    @Test func stringsAreBoundToColumnsOfAnyType() async throws {
        try await withMoods { pool in
            let rows = try await pool.query(
                """
                SELECT \("sad")::mood = 'sad', \("{\"a\": 1}")::jsonb ->> 'a', \("2024-02-29")::date,
                       \("Волга")::varchar(10), \("x")::bpchar, \("n")::name
                """
            )
            let values = try rows.only((Bool, String, PostgresDay, String, String, String).self)
            #expect(values.0)
            #expect(values.2 == PostgresDay(daysSince2000: 8825))
            #expect([values.1, values.3, values.4, values.5] == ["1", "Волга", "x", "n"])
        }
    }
}
