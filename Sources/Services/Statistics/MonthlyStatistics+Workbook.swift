import Municipality
import Spreadsheet

extension MonthlyStatistics {
    /// The report as XLSX: the figures, their definitions, and the corrections if there are any. The creation time in
    /// the file is the first day of the month.
    ///
    /// - Parameter reportSHA256: hexadecimal hash of the canonical report, which is written into the file.
    func xlsx(reportSHA256: String) throws -> [UInt8] {
        try Workbook(
            title: "\(municipalityName), \(month)",
            created: month.firstDay.daysSince1970 * 86_400,
            sheets: [figuresSheet, aboutSheet(reportSHA256)] + (corrections.isEmpty ? [] : [correctionsSheet])
        ).xlsx()
    }

    private var figuresSheet: Workbook.Sheet {
        Workbook.Sheet(
            name: month.description,
            columns: [
                Workbook.Column("Группа тем", width: 18), Workbook.Column("Название группы", width: 32),
                Workbook.Column("Организация", width: 18), Workbook.Column("Название организации", width: 36),
            ] + StatisticsColumn.allCases.map { Workbook.Column($0.title, width: 14) },
            rows: rows.map(\.cells) + [[.text("Итого"), .empty, .empty, .empty] + totals.cells],
            endsWithTotals: true
        )
    }

    private func aboutSheet(_ reportSHA256: String) -> Workbook.Sheet {
        Workbook.Sheet(
            name: "Об отчёте",
            columns: [Workbook.Column("Показатель", width: 36), Workbook.Column("Значение", width: 110)],
            rows: [
                [.text("Месяц"), .text(month.description)],
                [.text("Муниципалитет"), .text(municipalityName)],
                [.text("Часовой пояс"), .text(timeZone)],
                [.text("Состояние"), .text(status == .frozen ? "зафиксирован" : "предварительный")],
                [.text("SHA-256 отчёта в JSON"), .text(reportSHA256)],
            ] + StatisticsColumn.allCases.map { [.text($0.title), .text($0.definition)] }
        )
    }

    private var correctionsSheet: Workbook.Sheet {
        Workbook.Sheet(
            name: "Поправки",
            columns: [
                Workbook.Column("Зафиксированный месяц", width: 16), Workbook.Column("Группа тем", width: 18),
                Workbook.Column("Организация", width: 18), Workbook.Column("Показатель", width: 24),
                Workbook.Column("Зафиксировано", width: 16), Workbook.Column("Сейчас", width: 16),
            ],
            rows: corrections.map(\.cells)
        )
    }
}
