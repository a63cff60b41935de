/// A workbook to be written as XLSX.
package struct Workbook: Sendable {
    package var title: String
    /// The time of creation that the file states, in seconds since 1970. It is not taken from the clock, so that the same
    /// workbook always has the same bytes.
    package var created: Int
    package var sheets: [Sheet]

    package init(title: String, created: Int, sheets: [Sheet]) {
        self.title = title
        self.created = created
        self.sheets = sheets
    }

    /// One table: a bold header that stays in view, then rows.
    package struct Sheet: Sendable {
        /// At most 31 characters, without `[]:*?/\`.
        package var name: String
        package var columns: [Column]
        package var rows: [[Cell]]
        /// The last row is the sum of the others and is styled as such.
        package var endsWithTotals: Bool

        package init(name: String, columns: [Column], rows: [[Cell]], endsWithTotals: Bool = false) {
            self.name = name
            self.columns = columns
            self.rows = rows
            self.endsWithTotals = endsWithTotals
        }
    }

    package struct Column: Sendable {
        package var title: String
        /// In character widths of the standard font.
        package var width: Double

        package init(_ title: String, width: Double) {
            self.title = title
            self.width = width
        }
    }
}
