import CXlsxWriter

/// Why a workbook could not be written, in the library's words.
package struct XLSXError: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String

    init(_ error: lxw_error) {
        description = String(cString: lxw_strerror(error))
    }

    static func check(_ result: lxw_error) throws(XLSXError) {
        guard result == LXW_NO_ERROR else { throw XLSXError(result) }
    }
}
