import Foundation
import Municipality

/// What a calendar and a clock on the wall showed.
struct LocalReading: Hashable, Sendable {
    let day: Day
    /// Since midnight as the clock tells it, 0…86 400 (a leap second counts as the second after it).
    let second: Int

    /// The instant in the time zone.
    ///
    /// Where clocks were changed the reading counts as one before the change: a reading that was skipped in spring is
    /// taken forward by what was skipped (02:30 is 03:30), and one that came twice in autumn is the first of the two.
    func instant(in timeZone: TimeZone) -> Date { instants(in: timeZone).first }

    /// The last instant at which clocks showed this; the same as ``instant(in:)`` but for a reading that came twice.
    func lastInstant(in timeZone: TimeZone) -> Date { instants(in: timeZone).last }

    private func instants(in timeZone: TimeZone) -> (first: Date, last: Date) {
        let asIfGMT = Date(timeIntervalSince1970: Double(day.daysSince1970 * 86_400 + second))
        func instant(_ offset: Int) -> Date { asIfGMT.addingTimeInterval(-Double(offset)) }
        // Offsets are less than a day, and a zone does not change twice in two days.
        let before = timeZone.secondsFromGMT(for: asIfGMT.addingTimeInterval(-86_400))
        let after = timeZone.secondsFromGMT(for: asIfGMT.addingTimeInterval(86_400))
        let (first, last) = (instant(before), instant(after))
        if before == after { return (first, first) }
        switch (timeZone.secondsFromGMT(for: first) == before, timeZone.secondsFromGMT(for: last) == after) {
        case (true, true): return (first, last)
        case (false, true): return (last, last)
        case (true, false), (false, false): return (first, first)
        }
    }
}
