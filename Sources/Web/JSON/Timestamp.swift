import Foundation
import Municipality

/// RFC 3339 in UTC with milliseconds, `2026-11-23T14:35:47.123Z`. Written without a formatter, because every answer
/// needs it.
enum Timestamp {
    static func append(_ date: Date, to bytes: inout [UInt8]) {
        let milliseconds = Int((date.timeIntervalSince1970 * 1_000).rounded())
        let days = (milliseconds >= 0 ? milliseconds : milliseconds - 86_399_999) / 86_400_000
        let rest = milliseconds - days * 86_400_000
        let (year, month, day) = Day(daysSince1970: days).components
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { text in
            _ = text.update(fromContentsOf: "0000-00-00T00:00:00.000Z".utf8)
            func put(_ number: Int, at place: Int) {
                text[place] += UInt8(truncatingIfNeeded: number / 10 % 10)
                text[place + 1] += UInt8(truncatingIfNeeded: number % 10)
            }
            put(year / 100, at: 0)
            put(year % 100, at: 2)
            put(month, at: 5)
            put(day, at: 8)
            put(rest / 3_600_000, at: 11)
            put(rest / 60_000 % 60, at: 14)
            put(rest / 1_000 % 60, at: 17)
            put(rest / 10 % 100, at: 20)
            text[22] += UInt8(truncatingIfNeeded: rest % 10)
            bytes.append(contentsOf: text)
        }
    }
}
