import Foundation

extension Date {
    /// Times are told in milliseconds, so they are kept so; the same time is the same `Double` whichever way it came.
    var wholeMilliseconds: Date {
        Date(timeIntervalSince1970: (timeIntervalSince1970 * 1_000).rounded() / 1_000)
    }

    /// Since 1970, as PostgreSQL keeps them.
    var microseconds: String { String(Int64((timeIntervalSince1970 * 1_000_000).rounded())) }
}
