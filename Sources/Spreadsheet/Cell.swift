/// A value of a table that is written out, as CSV or as a workbook.
package enum Cell: Sendable, Hashable {
    case empty
    /// Never read as a formula, whatever it begins with.
    case text(String)
    case integer(Int)
    /// A number with two decimals, in hundredths.
    case hundredths(Int)
}
