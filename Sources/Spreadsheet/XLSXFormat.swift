import CXlsxWriter

/// The cell formats of a row. They belong to the workbook in which they were made.
struct XLSXFormat {
    let text: UnsafeMutablePointer<lxw_format>
    let integer: UnsafeMutablePointer<lxw_format>
    let decimal: UnsafeMutablePointer<lxw_format>

    init(in book: UnsafeMutablePointer<lxw_workbook>, bold: Bool, wraps: Bool) throws(XLSXError) {
        func format(_ number: String?) throws(XLSXError) -> UnsafeMutablePointer<lxw_format> {
            guard let format = workbook_add_format(book) else { throw XLSXError(LXW_ERROR_MEMORY_MALLOC_FAILED) }
            if bold { format_set_bold(format) }
            if wraps {
                format_set_text_wrap(format)
                format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            }
            if let number { format_set_num_format(format, number) }
            return format
        }
        text = try format(nil)
        integer = try format("#,##0")
        decimal = try format("#,##0.00")
    }
}
