import Foundation

extension Date {
    /// Answers show times in milliseconds, so they are stored so. The same time always gives the same `Double`.
    var wholeMilliseconds: Date {
        Date(timeIntervalSince1970: (timeIntervalSince1970 * 1_000).rounded() / 1_000)
    }

    /// Since 1970, as PostgreSQL stores them.
    var microseconds: String { String(Int64((timeIntervalSince1970 * 1_000_000).rounded())) }

    /// - Parameter microseconds: since 1970; nil unless they are a number and lie in the years 1653 to 5138.
    init?(microseconds: String) {
        guard let microseconds = Int64(microseconds),
            (-10_000_000_000_000_000...100_000_000_000_000_000).contains(microseconds)
        else { return nil }
        self.init(timeIntervalSince1970: Double(microseconds) / 1_000_000)
    }
}
