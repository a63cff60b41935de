import Foundation
import Municipality

/// RFC 3339 in UTC with milliseconds, `2026-11-23T14:35:47.123Z`: without a formatter, for it is on every answer's way.
enum Timestamp {
    static func append(_ date: Date, to bytes: inout [UInt8]) {
        let milliseconds = Int((date.timeIntervalSince1970 * 1_000).rounded())
        let days = (milliseconds >= 0 ? milliseconds : milliseconds - 86_399_999) / 86_400_000
        let rest = milliseconds - days * 86_400_000
        let (year, month, day) = Day(daysSince1970: days).components
        func put(_ number: Int, digits: Int, then separator: Unicode.Scalar) {
            var power = digits == 4 ? 1_000 : digits == 3 ? 100 : 10
            while power > 0 {
                bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / power % 10))
                power /= 10
            }
            bytes.append(UInt8(ascii: separator))
        }
        put(year, digits: 4, then: "-")
        put(month, digits: 2, then: "-")
        put(day, digits: 2, then: "T")
        put(rest / 3_600_000, digits: 2, then: ":")
        put(rest / 60_000 % 60, digits: 2, then: ":")
        put(rest / 1_000 % 60, digits: 2, then: ".")
        put(rest % 1_000, digits: 3, then: "Z")
    }
}
