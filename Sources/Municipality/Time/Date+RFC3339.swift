public import Foundation

extension Date {
    /// An instant in RFC 3339 form, `2026-11-23T14:35:47.5+03:00`; nil when it is invalid, such as 30 February.
    public init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        func twoDigits(at index: Int) -> Int? {
            guard index + 2 <= bytes.count else { return nil }
            let (tens, ones) = (bytes[index] &- UInt8(ascii: "0"), bytes[index + 1] &- UInt8(ascii: "0"))
            return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
        }
        func isAny(of characters: String, at index: Int) -> Bool {
            index < bytes.count && characters.utf8.contains(bytes[index])
        }
        guard let day = Day(parsing: text.prefix(10)), isAny(of: "Tt", at: 10),
            let hour = twoDigits(at: 11), hour < 24, isAny(of: ":", at: 13),
            let minute = twoDigits(at: 14), minute < 60, isAny(of: ":", at: 16),
            // A leap second becomes the first second of the next minute.
            let second = twoDigits(at: 17), second <= 60
        else { return nil }

        var index = 19
        var fraction = 0.0
        if isAny(of: ".", at: index) {
            let digits = bytes[(index + 1)...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard let value = Double("0." + String(decoding: digits, as: UTF8.self)), !digits.isEmpty else {
                return nil
            }
            fraction = value
            index += 1 + digits.count
        }

        var offset = 0
        if isAny(of: "+-", at: index) {
            guard let hours = twoDigits(at: index + 1), hours < 24, isAny(of: ":", at: index + 3),
                let minutes = twoDigits(at: index + 4), minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (isAny(of: "-", at: index) ? -60 : 60)
            index += 6
        } else {
            guard isAny(of: "Zz", at: index) else { return nil }
            index += 1
        }
        guard index == bytes.count else { return nil }
        let seconds = day.daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second - offset
        self.init(timeIntervalSince1970: Double(seconds) + fraction)
    }
}
