import Spreadsheet
import Testing

/// What spreadsheet programs make of the files is tested from outside.
@Suite struct WorkbookTests {
    private func workbook(created: Int = 1_722_470_400, sheet name: String = "Лист") -> Workbook {
        Workbook(
            title: "Отчёт",
            created: created,
            sheets: [
                Workbook.Sheet(
                    name: name,
                    columns: [Workbook.Column("Имя", width: 20), Workbook.Column("Число", width: 10)],
                    rows: [[.text("=1+1"), .integer(1)], [.empty, .hundredths(250)]],
                    endsWithTotals: true
                )
            ]
        )
    }

    @Test func theSameWorkbookHasTheSameBytes() throws {
        let bytes = try workbook().xlsx()
        #expect(bytes.starts(with: Array("PK".utf8)))
        #expect(try workbook().xlsx() == bytes)
        #expect(try workbook(created: 0x6000_0000).xlsx() != bytes)
    }

    @Test(arguments: ["a/b", String(repeating: "x", count: 32)])
    func anInvalidSheetNameIsRefused(name: String) {
        #expect(throws: XLSXError.self) { try workbook(sheet: name).xlsx() }
    }

    @Test func textBeyondTheLimitOfACellIsRefused() {
        var long = workbook()
        long.sheets[0].rows = [[.text(String(repeating: "я", count: 32_768))]]
        #expect(throws: XLSXError.self) { try long.xlsx() }
    }
}
