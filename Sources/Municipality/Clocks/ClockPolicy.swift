public import Foundation

/// A rule for clocks: the limit, how it is counted, by which norm, for which kinds of appeals, and when it is in force.
public struct ClockPolicy: Hashable, Sendable {
    /// The name of a policy, as clocks store it.
    public struct Code: RawRepresentable, Hashable, Sendable, Codable {
        /// A lower-case Latin word, with digits and `_` after its first letter.
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }
    }

    public enum Limit: Hashable, Sendable {
        /// In the units of the calendar.
        case fixed(Int)
        /// The limit of the category, if it has one.
        case ofCategory
    }

    /// What a clock waits for.
    public enum Target: String, CaseIterable, Sendable, Codable {
        /// The official answer.
        case answer
        /// The completed work.
        case work = "resolution"
    }

    public let code: Code
    public let norm: ClockNorm
    public let calendar: ClockCalendar
    public let limit: Limit
    public let target: Target
    /// The kinds of appeals for which its clocks start.
    public let kinds: Set<AppealKind>
    /// The first day on which its clocks start.
    public let validFrom: Day
    /// The last; nil while it is in force.
    public let validTo: Day?

    public init(
        code: Code,
        norm: ClockNorm,
        calendar: ClockCalendar,
        limit: Limit,
        target: Target,
        kinds: Set<AppealKind>,
        validFrom: Day,
        validTo: Day?
    ) {
        self.code = code
        self.norm = norm
        self.calendar = calendar
        self.limit = limit
        self.target = target
        self.kinds = kinds
        self.validFrom = validFrom
        self.validTo = validTo
    }

    public func isInForce(on day: Day) -> Bool {
        validFrom <= day && validTo.map { day <= $0 } ?? true
    }

    /// A clock under this policy.
    /// - Parameter categoryLimit: the category's limit in the units of the calendar; nil when it has none.
    /// - Returns: nil when there is no limit.
    public func clock(from start: Date, categoryLimit: Int?, in timeZone: TimeZone) -> Clock? {
        let units: Int? =
            switch limit {
            case .fixed(let units): units
            case .ofCategory: categoryLimit
            }
        return units.map {
            Clock(
                policy: code,
                norm: norm.description,
                startedAt: start,
                deadlineAt: calendar.end(of: $0, from: start, in: timeZone)
            )
        }
    }
}
