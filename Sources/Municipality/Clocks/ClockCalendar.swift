public import Foundation

/// In what a limit is counted, and which time counts.
public enum ClockCalendar: Hashable, Sendable {
    /// Days of the calendar. The day of the start is not counted, and the last day ends at 24:00 of the town. A last day
    /// that is a day off is not moved: 59-FZ itself does not move it.
    case calendarDays
    /// Hours round the clock, seven days a week.
    case aroundTheClock

    /// When so many days or hours are over.
    public func end(of limit: Int, from start: Date, in timeZone: TimeZone) -> Date {
        switch self {
        case .calendarDays: Day(of: start, in: timeZone).advanced(by: limit + 1).start(in: timeZone)
        case .aroundTheClock: start.addingTimeInterval(Double(limit) * 3_600)
        }
    }
}
