import Foundation
import Municipality
import Testing

@Suite struct DayTests {
    let moscow = TimeZone(identifier: "Europe/Moscow") ?? .gmt
    let newYork = TimeZone(identifier: "America/New_York") ?? .gmt

    @Test func everyDayOfFourCenturiesRoundTrips() throws {
        let first = try #require(Day(year: 1800, month: 1, day: 1))
        let last = try #require(Day(year: 2200, month: 12, day: 31))
        #expect(last.daysSince1970 - first.daysSince1970 == 146_461)
        for number in first.daysSince1970...last.daysSince1970 {
            let day = Day(daysSince1970: number)
            let (year, month, dayOfMonth) = day.components
            #expect(Day(year: year, month: month, day: dayOfMonth) == day)
        }
        #expect(Day(year: 1970, month: 1, day: 1)?.daysSince1970 == 0)
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026-04-31", "x", "", "2026-01-01-",
    ])
    func invalidDaysAreRefused(text: String) {
        #expect(Day(parsing: text) == nil)
    }

    @Test func aDayDependsOnTheTownsTimeZone() throws {
        // 21:30 in London on 31 August is half past midnight on 1 September in Moscow.
        let instant = try Date("2026-08-31T21:30:00Z", strategy: .iso8601)
        #expect(Day(of: instant, in: .gmt).description == "2026-08-31")
        #expect(Day(of: instant, in: moscow).description == "2026-09-01")
    }

    @Test func monthsBeginAndEndInTheTownsTime() throws {
        let month = try #require(Month(parsing: "2011-08"))
        let interval = month.interval(in: newYork)
        #expect(interval.lowerBound == (try Date("2011-08-01T04:00:00Z", strategy: .iso8601)))
        #expect(interval.upperBound == (try Date("2011-09-01T04:00:00Z", strategy: .iso8601)))
        // The clocks go back in this month, so November 2011 has one more hour.
        let november = try #require(Month(parsing: "2011-11")).interval(in: newYork)
        #expect(november.upperBound.timeIntervalSince(november.lowerBound) == 30 * 86_400 + 3_600)
        #expect(try #require(Month(parsing: "2011-12")).next.description == "2012-01")
    }

    @Test func aDayWithoutMidnightBeginsAtItsFirstInstant() throws {
        // Beirut 2021-03-28: clocks went from 00:00 to 01:00.
        let beirut = try #require(TimeZone(identifier: "Asia/Beirut"))
        let day = try #require(Day(parsing: "2021-03-28"))
        #expect(Day(of: day.start(in: beirut), in: beirut) == day)
        #expect(Day(of: day.start(in: beirut).addingTimeInterval(-1), in: beirut) == day.advanced(by: -1))
    }
}
