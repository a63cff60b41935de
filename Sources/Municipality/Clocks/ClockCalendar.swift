public import Foundation

/// The unit of a limit, and which time counts.
public enum ClockCalendar: Hashable, Sendable {
    /// Days of the calendar. The day of the start is not counted, and the last day ends at 24:00 of the town. A last day
    /// that is a day off is not moved: 59-FZ itself does not move it.
    case calendarDays
    /// Hours around the clock, seven days a week.
    case aroundTheClock

    /// The end of a limit of that number of days or hours.
    public func end(of limit: Int, from start: Date, in timeZone: TimeZone) -> Date {
        switch self {
        case .calendarDays: Day(of: start, in: timeZone).advanced(by: limit + 1).start(in: timeZone)
        case .aroundTheClock: start.addingTimeInterval(Double(limit) * 3_600)
        }
    }
}
