import Spreadsheet
import Testing

@Suite struct CSVWriterTests {
    private func written(_ rows: [[Cell]]) -> String {
        var writer = CSVWriter()
        for row in rows { writer.write(row) }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func rowsEndWithCRLFAndAreQuotedOnlyWhenNeeded() {
        #expect(
            written([
                [.text("a b"), .text("1,5"), .text("say \"hi\""), .text("two\nlines"), .text("two\r\nlines")],
                [.empty, .text(""), .integer(7), .hundredths(1_205), .text("ё")],
            ]) == "a b,\"1,5\",\"say \"\"hi\"\"\",\"two\nlines\",\"two\r\nlines\"\r\n,,7,12.05,ё\r\n"
        )
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+7 485", "'+7 485"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
        ("\r\n=1", "\"'\r\n=1\""), ("=A1,B1", "\"'=A1,B1\""), ("a=1", "a=1"), ("'=1", "'=1"), (" =1", " =1"),
    ])
    func textIsNeverReadAsAFormula(text: String, field: String) {
        #expect(written([[.text(text)]]) == field + "\r\n")
    }

    @Test(arguments: [(-1, "-0.01"), (0, "0.00"), (5, "0.05"), (-1_205, "-12.05"), (Int.max, "92233720368547758.07")])
    func numbersAreWrittenUnchanged(hundredths: Int, text: String) {
        #expect(written([[.hundredths(hundredths), .integer(hundredths)]]) == "\(text),\(hundredths)\r\n")
    }
}
