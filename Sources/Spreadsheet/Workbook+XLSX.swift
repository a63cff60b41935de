import CXlsxWriter
import Foundation

extension Workbook {
    /// The workbook as the bytes of an XLSX file.
    package func xlsx() throws -> [UInt8] {
        // The library can only write to a file.
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: file) }
        try write(to: file.path)
        return Array(try Data(contentsOf: file))
    }

    private func write(to path: String) throws(XLSXError) {
        guard let book = workbook_new(path) else { throw XLSXError(LXW_ERROR_MEMORY_MALLOC_FAILED) }
        let added = Result { () throws(XLSXError) in
            try describe(in: book)
            for sheet in sheets { try sheet.add(to: book) }
        }
        // Closing writes the file and frees the workbook, so it is always called.
        let closed = workbook_close(book)
        try added.get()
        try XLSXError.check(closed)
    }

    private func describe(in book: UnsafeMutablePointer<lxw_workbook>) throws(XLSXError) {
        var properties = lxw_doc_properties()
        properties.created = time_t(created)
        // The library copies the text.
        let set = title.withCString { text in
            properties.title = UnsafeMutablePointer(mutating: text)
            return workbook_set_properties(book, &properties)
        }
        try XLSXError.check(set)
    }
}

extension Workbook.Sheet {
    fileprivate func add(to book: UnsafeMutablePointer<lxw_workbook>) throws(XLSXError) {
        guard let sheet = workbook_add_worksheet(book, name) else {
            throw XLSXError(LXW_ERROR_SHEETNAME_LENGTH_EXCEEDED)
        }
        let header = try XLSXFormat(in: book, bold: true, wraps: true)
        for (index, column) in columns.enumerated() {
            let place = lxw_col_t(index)
            try XLSXError.check(worksheet_set_column(sheet, place, place, column.width, nil))
            try XLSXError.check(worksheet_write_string(sheet, 0, place, column.title, header.text))
        }
        worksheet_freeze_panes(sheet, 1, 0)
        let plain = try XLSXFormat(in: book, bold: false, wraps: false)
        let total = try XLSXFormat(in: book, bold: true, wraps: false)
        for (index, row) in rows.enumerated() {
            let format = endsWithTotals && index == rows.count - 1 ? total : plain
            try write(row, at: lxw_row_t(index + 1), in: sheet, as: format)
        }
    }

    private func write(
        _ row: [Cell],
        at place: lxw_row_t,
        in sheet: UnsafeMutablePointer<lxw_worksheet>,
        as format: XLSXFormat
    ) throws(XLSXError) {
        for (index, cell) in row.enumerated() {
            let column = lxw_col_t(index)
            let written =
                switch cell {
                case .empty: worksheet_write_blank(sheet, place, column, format.text)
                // As a string, even when it looks like a formula.
                case .text(let text): worksheet_write_string(sheet, place, column, text, format.text)
                case .integer(let number): worksheet_write_number(sheet, place, column, Double(number), format.integer)
                case .hundredths(let number):
                    worksheet_write_number(sheet, place, column, Double(number) / 100, format.decimal)
                }
            try XLSXError.check(written)
        }
    }
}
