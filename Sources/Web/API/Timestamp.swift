import Foundation
import Municipality

/// RFC 3339 in UTC with milliseconds, `2026-11-23T14:35:47.123Z`: without a formatter, for it is on every answer's way.
enum Timestamp {
    static func text(of date: Date) -> String {
        let milliseconds = Int((date.timeIntervalSince1970 * 1_000).rounded())
        let days = (milliseconds >= 0 ? milliseconds : milliseconds - 86_399_999) / 86_400_000
        let rest = milliseconds - days * 86_400_000
        let (year, month, day) = Day(daysSince1970: days).components
        return String(unsafeUninitializedCapacity: 24) { bytes in
            func put(_ number: Int, _ range: Range<Int>, then separator: Character) {
                var number = number
                for place in range.reversed() {
                    bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10)
                    number /= 10
                }
                bytes[range.upperBound] = separator.asciiValue ?? 0
            }
            put(year, 0..<4, then: "-")
            put(month, 5..<7, then: "-")
            put(day, 8..<10, then: "T")
            put(rest / 3_600_000, 11..<13, then: ":")
            put(rest / 60_000 % 60, 14..<16, then: ":")
            put(rest / 1_000 % 60, 17..<19, then: ".")
            put(rest % 1_000, 20..<23, then: "Z")
            return 24
        }
    }
}
