import Foundation
import Spreadsheet
import Testing

@Suite struct CSVReaderTests {
    /// Lends a file of these bytes to `body`, by its path.
    @discardableResult
    private func withFile<Result>(_ bytes: some Sequence<UInt8>, _ body: (String) throws -> Result) throws -> Result {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try body(file.path())
    }

    /// The header and the records that follow it, each with its number.
    private func read(_ bytes: some Sequence<UInt8>) throws -> (header: [String], rows: [Int: [String]]) {
        try withFile(bytes) { path in
            var reader = try CSVReader(path: path)
            var rows: [Int: [String]] = [:]
            while let (number, fields) = try reader.next() { rows[number] = fields }
            #expect(reader.position == reader.size)
            return (reader.header, rows)
        }
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func anyLineEndIsReadAndTheLastIsOptional(lineEnd: String) throws {
        for last in ["", lineEnd] {
            let file = try read("name,sector\(lineEnd)Дом,state\(lineEnd),\(last)".utf8)
            #expect(file.header == ["name", "sector"])
            #expect(file.rows == [2: ["Дом", "state"], 3: ["", ""]])
        }
    }

    @Test func aByteOrderMarkIsNotPartOfTheHeader() throws {
        let file = try read([0xEF, 0xBB, 0xBF] + Array("name\nДом\n".utf8))
        #expect(file.header == ["name"])
        #expect(file.rows == [2: ["Дом"]])
    }

    @Test func quotesKeepCommasLineBreaksAndQuotes() throws {
        let file = try read(
            "a,b,c\n\"1,5\",\"say \"\"hi\"\"\",\"two\r\nlines\nand three\"\n\"\",5\" pipe, spaced \n".utf8
        )
        #expect(
            file.rows == [
                2: ["1,5", "say \"hi\"", "two\r\nlines\nand three"],
                3: ["", "5\" pipe", " spaced "],
            ]
        )
    }

    @Test func rowsAreNumberedByRecordNotByLine() throws {
        let file = try read("a,b\n\"one\ntwo\nthree\",1\nsecond,2\n".utf8)
        #expect(file.rows == [2: ["one\ntwo\nthree", "1"], 3: ["second", "2"]])
    }

    @Test func emptyLinesAreSkippedButCounted() throws {
        let file = try read("a,b\n\n1,2\r\n\r\n3,4\n\n".utf8)
        #expect(file.rows == [3: ["1", "2"], 5: ["3", "4"]])
    }

    @Test(arguments: [
        ("a,b\n1,2\n3,\"4", CSVError(row: 3, message: "a quote is not closed")),
        ("\"a,b\n1,2\n", CSVError(row: 1, message: "a quote is not closed")),
        ("a,b\n\"1\"x,2\n", CSVError(row: 2, message: "there is text after a closing quote")),
        ("a,b\n\"1\" ,2\n", CSVError(row: 2, message: "there is text after a closing quote")),
        ("a,b\n1,2\n3,4\n5,\u{0}6\n", CSVError(row: 4, message: "holds a NUL character")),
        ("a,b\n\"1\u{0}\",2\n", CSVError(row: 2, message: "holds a NUL character")),
    ])
    func invalidCSVIsReportedWithItsRow(text: String, error: CSVError) {
        #expect(throws: error) { try read(text.utf8) }
    }

    @Test(arguments: [[0xD0], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xFF, 0xFE]] as [[UInt8]])
    func invalidUTF8IsRefusedQuotedOrNot(bytes: [UInt8]) {
        for quote in ["", "\""] {
            #expect(throws: CSVError(row: 2, message: "is not valid UTF-8")) {
                try read(Array("a\n\(quote)".utf8) + bytes + Array("\(quote)\n".utf8))
            }
        }
    }

    @Test(arguments: [[], [0xEF, 0xBB, 0xBF], Array("\r\n\n".utf8)] as [[UInt8]])
    func aFileWithoutARecordIsEmpty(bytes: [UInt8]) throws {
        try withFile(bytes) { path in
            #expect(throws: CSVError(row: 1, message: "is empty")) { try CSVReader(path: path) }
        }
    }

    @Test func aMissingFileIsReported() {
        let error = #expect(throws: CSVError.self) { try CSVReader(path: "/nowhere/houses.csv") }
        #expect(error?.description == "cannot be read")
        #expect(CSVError(row: 7, message: "a quote is not closed").description == "row 7: a quote is not closed")
    }
}
