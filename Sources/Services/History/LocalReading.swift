import Foundation
import Municipality

/// A date and time without an offset, as shown by a local clock.
struct LocalReading: Hashable, Sendable {
    let day: Day
    /// Since midnight by the local clock, 0…86 400 (a leap second counts as the second after it).
    let second: Int

    /// The instant in the time zone.
    ///
    /// Around a change of the clocks, the offset before the change is used: a time that was skipped in spring is moved
    /// forward by the skipped time (02:30 becomes 03:30), and a time that occurred twice in autumn is the first of the
    /// two.
    func instant(in timeZone: TimeZone) -> Date { instants(in: timeZone).first }

    /// The last instant at which local clocks showed this. It differs from ``instant(in:)`` only for a time that
    /// occurred twice.
    func lastInstant(in timeZone: TimeZone) -> Date { instants(in: timeZone).last }

    private func instants(in timeZone: TimeZone) -> (first: Date, last: Date) {
        let asIfGMT = Date(timeIntervalSince1970: Double(day.daysSince1970 * 86_400 + second))
        func instant(_ offset: Int) -> Date { asIfGMT.addingTimeInterval(-Double(offset)) }
        // An offset is less than a day, and no time zone changes twice in two days.
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
