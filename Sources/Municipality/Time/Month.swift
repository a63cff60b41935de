public import Foundation

/// A calendar month, the unit of reporting.
public struct Month: Hashable, Comparable, Sendable {
    public let year: Int
    /// 1–12.
    public let month: Int

    public init?(year: Int, month: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        (self.year, self.month) = (year, month)
    }

    /// `YYYY-MM`; nil otherwise.
    public init?(parsing text: some StringProtocol) {
        guard let first = Day(parsing: "\(text)-01") else { return nil }
        self.init(containing: first)
    }

    public init(containing day: Day) {
        (year, month, _) = day.components
    }

    public var firstDay: Day { Day(daysSince1970: firstDayNumber) }

    public var next: Month { Month(containing: Day(daysSince1970: firstDayNumber + 31)) }

    /// From the first instant of the month to the first of the next, in the time zone.
    public func interval(in timeZone: TimeZone) -> Range<Date> {
        firstDay.start(in: timeZone)..<next.firstDay.start(in: timeZone)
    }

    public static func < (left: Month, right: Month) -> Bool { (left.year, left.month) < (right.year, right.month) }

    private var firstDayNumber: Int { Day(year: year, month: month, day: 1)?.daysSince1970 ?? 0 }
}

extension Month: CustomStringConvertible {
    /// `YYYY-MM`.
    public var description: String { "\(padded(year, to: 4))-\(padded(month, to: 2))" }
}
