import Foundation
import Municipality

/// The format of times in a file, with the letters of `strftime`: `%Y` `%m` `%d` `%H` `%M` `%S` with all their digits,
/// and `%z` for an offset from UTC (`Z`, `+03`, `+0300`, `+03:00`). All other characters are literal.
struct TimeFormat: Hashable, Sendable {
    private enum Part: Hashable {
        case field(UInt8)
        case offset
        case literal(UInt8)
    }

    private let parts: [Part]

    /// nil for unknown letters, or without a complete date. Missing parts of the time of day are zero.
    init?(_ pattern: String) {
        var parts: [Part] = []
        var bytes = pattern.utf8.makeIterator()
        while let byte = bytes.next() {
            guard byte == UInt8(ascii: "%") else {
                parts.append(.literal(byte))
                continue
            }
            switch bytes.next() {
            case UInt8(ascii: "z"): parts.append(.offset)
            case UInt8(ascii: "%"): parts.append(.literal(UInt8(ascii: "%")))
            case let letter? where "YmdHMS".utf8.contains(letter): parts.append(.field(letter))
            default: return nil
            }
        }
        guard "Ymd".utf8.allSatisfy({ parts.contains(.field($0)) }) else { return nil }
        self.parts = parts
    }

    /// A time as written in the file.
    enum Time: Hashable, Sendable {
        /// Without an offset, so the instant depends on the time zone.
        case local(LocalReading)
        case absolute(Date)
    }

    /// nil when the text has a different form, or the date or time of day does not exist.
    func time(_ text: String) -> Time? {
        var rest = Array(text.utf8)[...]
        var (year, month, day, hour, minute, second) = (0, 0, 0, 0, 0, 0)
        var offset: Int?
        for part in parts {
            switch part {
            case .literal(let byte):
                guard rest.popFirst() == byte else { return nil }
            case .offset:
                guard let seconds = Self.offset(&rest) else { return nil }
                offset = seconds
            case .field(let letter):
                guard let number = Self.number(&rest, digits: letter == UInt8(ascii: "Y") ? 4 : 2) else { return nil }
                switch letter {
                case UInt8(ascii: "Y"): year = number
                case UInt8(ascii: "m"): month = number
                case UInt8(ascii: "d"): day = number
                case UInt8(ascii: "H"): hour = number
                case UInt8(ascii: "M"): minute = number
                default: second = number
                }
            }
        }
        guard rest.isEmpty, let day = Day(year: year, month: month, day: day), hour < 24, minute < 60, second <= 60
        else { return nil }
        let reading = LocalReading(day: day, second: hour * 3_600 + minute * 60 + second)
        guard let offset else { return .local(reading) }
        return .absolute(
            Date(timeIntervalSince1970: Double(reading.day.daysSince1970 * 86_400 + reading.second - offset))
        )
    }

    private static func number(_ text: inout ArraySlice<UInt8>, digits: Int) -> Int? {
        guard text.count >= digits else { return nil }
        var number = 0
        for byte in text.prefix(digits) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        text.removeFirst(digits)
        return number
    }

    private static func offset(_ text: inout ArraySlice<UInt8>) -> Int? {
        let sign: Int
        switch text.popFirst() {
        case UInt8(ascii: "Z"), UInt8(ascii: "z"): return 0
        case UInt8(ascii: "+"): sign = 1
        case UInt8(ascii: "-"): sign = -1
        default: return nil
        }
        guard let hours = number(&text, digits: 2) else { return nil }
        if text.first == UInt8(ascii: ":") { text.removeFirst() }
        let minutes = number(&text, digits: 2) ?? 0
        guard hours <= 18, minutes < 60 else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }
}
