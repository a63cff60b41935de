import FoundationEssentials
import Postgres
import TestSupport
import Testing

@Suite struct ValueTests {
    /// Sends a value as `type` and reads it back, alone and in an array with a NULL.
    private func expectRoundTrip<Value: PostgresEncodable & PostgresDecodable & Equatable>(
        _ values: [Value],
        as type: String,
        _ comment: Comment? = nil
    ) async throws {
        try await TestDatabase.withPool { pool in
            for value in values {
                let row = try await pool.query("SELECT \(value)::\(raw: type)").first
                #expect(try row?.decode(Value.self) == value)
            }
            let null = try await pool.query("SELECT \(nil as Value?)::\(raw: type)").first
            #expect(try null?.decode(Value?.self) == .some(nil))
            let array: [Value?] = values + [nil]
            let rows = try await pool.query("SELECT \(array)::\(raw: type)[], \([] as [Value])::\(raw: type)[]")
            let (full, empty) = try rows.only(([Value?], [Value]).self)
            #expect(full == array)
            #expect(empty.isEmpty)
        }
    }

    @Test func columnsAreReadInOrderAndAllOfThem() async throws {
        try await TestDatabase.withPool { pool in
            let row = try #require(
                try await pool.query("SELECT 417 AS number, NULL::text AS note, 'ул. Мира' AS street").first
            )
            var columns = row.columns
            #expect(try columns.next(Int32.self) == 417)
            let early = #expect(throws: PostgresError.self) { try columns.end() }
            #expect(early?.message == "3 columns, but 1 were read")
            #expect(try columns.next(String?.self) == nil)
            let mistaken = #expect(throws: PostgresError.self) { try columns.next(Int.self) }
            #expect(mistaken?.message.hasPrefix("column 3 (street): ") == true)
            try columns.end()
            let late = #expect(throws: PostgresError.self) { try columns.next(String.self) }
            #expect(late?.code == .decoding)
        }
    }

    @Test func booleansRoundTrip() async throws { try await expectRoundTrip([true, false], as: "bool") }
    @Test func int16sRoundTrip() async throws { try await expectRoundTrip([Int16.min, -1, 0, .max], as: "int2") }
    @Test func int32sRoundTrip() async throws { try await expectRoundTrip([Int32.min, -1, 0, .max], as: "int4") }
    @Test func int64sRoundTrip() async throws { try await expectRoundTrip([Int64.min, -1, 0, .max], as: "int8") }
    @Test func integersRoundTripAsInt8() async throws { try await expectRoundTrip([Int.min, -1, 0, .max], as: "int8") }
    @Test func floatsRoundTripWithInfinity() async throws {
        try await expectRoundTrip([Float(0.1), -.infinity, 3.5e37], as: "float4")
    }
    @Test func doublesRoundTripWithInfinity() async throws {
        try await expectRoundTrip([0.1, .infinity, -1e300, 0], as: "float8")
    }
    @Test func textsRoundTripWithQuotesAndControls() async throws {
        try await expectRoundTrip(["", "Тутаев 'и' \"Волга\"", "🌊\n\t\\"], as: "text")
    }
    @Test func uuidsRoundTrip() async throws { try await expectRoundTrip([UUID(), UUID()], as: "uuid") }
    @Test func jsonbRoundTrips() async throws {
        try await expectRoundTrip([JSONB(#"{"a": [1, "б"]}"#), JSONB("null")], as: "jsonb")
    }
    @Test func bytesRoundTripEmptyAndOfEveryValue() async throws {
        try await expectRoundTrip([Bytea([]), Bytea(0...255)], as: "bytea")
    }

    @Test func daysRoundTripBeforeAndAfter2000() async throws {
        try await expectRoundTrip(
            [PostgresDay(daysSince2000: 0), .init(daysSince2000: -36524), .init(daysSince2000: 9500)],
            as: "date"
        )
    }

    @Test func instantsRoundTripToTheMicrosecond() async throws {
        // Whole microseconds survive; 0.1 µs do not.
        let dates = [Date(timeIntervalSince1970: 1_700_000_000.123456), Date(timeIntervalSince1970: -1), .distantPast]
        try await TestDatabase.withPool { pool in
            for date in dates {
                let rows = try await pool.query("SELECT \(date), extract(epoch FROM \(date))::float8")
                let (once, epoch) = try rows.only((Date, Double).self)
                let twice: Date? = try await pool.query("SELECT \(once)").first?.decode()
                #expect(once == twice)
                #expect(abs(epoch - date.timeIntervalSince1970) < 0.000_001)
            }
        }
        try await expectRoundTrip([Date(timeIntervalSince1970: 1_700_000_000.5)], as: "timestamptz")
    }

    @Test func integersAreReadAsAnyWidthThatHoldsThem() async throws {
        try await TestDatabase.withPool { pool in
            let rows = try await pool.query("SELECT 1::int2, 2::int4, 3::int8, 4::int8")
            let values = try rows.only((Int, Int64, Int16, Int32).self)
            #expect([values.0, Int(values.1), Int(values.2), Int(values.3)] == [1, 2, 3, 4])
        }
    }

    @Test(arguments: ["70000::int8", "NULL::int2", "'x'::text", "1.5::numeric"])
    func valuesThatDoNotFitAreDecodingErrors(_ expression: String) async throws {
        try await TestDatabase.withPool { pool in
            let row = try #require(try await pool.query("SELECT \(raw: expression) AS misfit").first)
            let error = #expect(throws: PostgresError.self) { try row.decode(Int16.self) }
            #expect(error?.code == .decoding)
            #expect(error?.message.contains("column 1 (misfit)") == true)
            #expect(error?.message.contains("70000") == false)
        }
    }

    @Test func infiniteTimesAreRefusedBothWays() async throws {
        try await TestDatabase.withPool { pool in
            let time = try await pool.query("SELECT 'infinity'::timestamptz")
            #expect(throws: PostgresError.self) { try time.only(Date.self) }
            let day = try await pool.query("SELECT '-infinity'::date")
            #expect(throws: PostgresError.self) { try day.only(PostgresDay.self) }
            let date = Date(timeIntervalSinceReferenceDate: .infinity)
            let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT \(date)") }
            #expect(error?.code == .encoding)
        }
    }

    @Test func textWithAZeroCharacterIsAnEncodingError() async throws {
        try await TestDatabase.withPool { pool in
            let error = await #expect(throws: PostgresError.self) { try await pool.query("SELECT \("a\0b")::text") }
            #expect(error?.code == .encoding)
        }
    }

    @Test func columnsHaveNamesAndAWrongCountIsRefused() async throws {
        try await TestDatabase.withPool { pool in
            let rows = try await pool.query("SELECT 1 AS a, 'x' AS b")
            let row = try #require(rows.first)
            #expect(rows.columns == ["a", "b"])
            #expect(throws: PostgresError.self) { try row.decode(Int.self) }
            #expect(throws: PostgresError.self) { try rows.only((Int, String, Int).self) }
        }
    }

    @Test func fiftyMegabytesRoundTrip() async throws {
        try await TestDatabase.withPool { pool in
            let megabyte = (0..<1_000_000).map { _ in UInt8.random(in: 0...255) }
            var bytes = Bytea([])
            for _ in 0..<50 { bytes.bytes += megabyte }
            let rows = try await pool.query("SELECT \(bytes), length(\(bytes))")
            let (echo, length) = try rows.only((Bytea, Int).self)
            #expect(length == 50_000_000)
            #expect(echo == bytes)
            let text = String(repeating: "муниципалитет", count: 2_000_000)
            let same: String? = try await pool.query("SELECT \(text)::text").first?.decode()
            #expect(same == text)
        }
    }
}
