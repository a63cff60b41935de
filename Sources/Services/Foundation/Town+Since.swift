public import Foundation
import Municipality

extension Town {
    /// The instant of a "since" option: a number of days such as `30d`, of weeks such as `8w`, or a day such as
    /// `2026-10-01`.
    public func start(of since: String) -> Date? {
        if let day = Day(parsing: since) { return day.start(in: timeZone) }
        let days = ["d": 1, "w": 7][since.suffix(1)]
        guard let days, let count = Int(since.dropLast()), (1...36_500).contains(count) else { return nil }
        return now.addingTimeInterval(-86_400 * Double(days * count))
    }
}
