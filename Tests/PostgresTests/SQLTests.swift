import Postgres
import Testing

@Suite struct SQLTests {
    @Test func interpolatedValuesAreBoundInOrder() {
        let sql: SQL = "SELECT \(7) + \(Int32(1)), \("x"), \(nil as Int64?)"
        #expect(sql.text == "SELECT $1 + $2, $3, $4")
        #expect(sql.values.map(\.type) == [.int8, .int4, .inferred, .int8])
        #expect(sql.values.map(\.bytes) == [[0, 0, 0, 0, 0, 0, 0, 7], [0, 0, 0, 1], Array("x".utf8), nil])
    }

    @Test func rawTextIsSplicedAndNotBound() {
        let sql: SQL = "SELECT * FROM \(raw: "town") WHERE id = \(1)"
        #expect(sql.text == "SELECT * FROM town WHERE id = $1")
    }

    @Test func placeholdersOfAFragmentAreRenumbered() {
        let fragment: SQL = "a = \(1) AND b = \(2)"
        let sql: SQL = "SELECT \("x") WHERE \(fragment: fragment) AND c = \(3)"
        #expect(sql.text == "SELECT $1 WHERE a = $2 AND b = $3 AND c = $4")
        #expect(sql.values.count == 4)
    }

    @Test(arguments: [
        ("a = $1 AND b = $12", "a = $4 AND b = $15"),
        ("'$1 it''s' || $1", "'$1 it''s' || $4"),
        ("\"$1\" = $2", "\"$1\" = $5"),
        ("-- $1\n$1", "-- $1\n$4"),
        ("/* $1 */ $1", "/* $1 */ $4"),
        ("$$ $1 $$ || $1", "$$ $1 $$ || $4"),
        ("$tag$ $1 $tag$ || $1", "$tag$ $1 $tag$ || $4"),
        ("name$1 = $1", "name$1 = $4"),
    ])
    func placeholdersInQuotesAndCommentsAreNotRenumbered(_ text: String, _ expected: String) {
        #expect(Placeholders.shift(text, by: 3) == expected)
    }

    @Test(arguments: [
        ("invalid input syntax for type integer: \"secret\"", "invalid input syntax for type integer: \"…\""),
        ("value \"a\" and \"b\" differ", "value \"…\" differ"),
        ("division by zero", "division by zero"),
    ])
    func quotedInputIsRemovedFromServerMessages(_ message: String, _ expected: String) {
        #expect(Redaction.withoutQuotedInput(message) == expected)
    }
}
