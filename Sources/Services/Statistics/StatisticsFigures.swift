import Store

/// The figures of one row of the monthly statistics. They are defined by ``StatisticsColumn/definition``.
public struct StatisticsFigures: Hashable, Sendable, Decodable {
    public let backlogStart: Int
    public let opened: Int
    public let closed: Int
    public let backlogEnd: Int
    public let onTime: Int
    public let overdue: Int
    public let withoutDeadline: Int
    public let backlogOverdue: Int
    public let hoursToCloseMedian: Hours?
    public let hoursToCloseP90: Hours?
    public let returned: Int
    public let reopened: Int
    public let triage: Int

    typealias CodingKeys = StatisticsColumn

    init(_ row: StatisticsStore.Row) {
        backlogStart = row.backlogStart
        opened = row.opened
        closed = row.closed
        backlogEnd = row.backlogEnd
        onTime = row.onTime
        overdue = row.overdue
        withoutDeadline = row.withoutDeadline
        backlogOverdue = row.backlogOverdue
        hoursToCloseMedian = row.hoursToCloseMedian.map(Hours.init)
        hoursToCloseP90 = row.hoursToCloseP90.map(Hours.init)
        returned = row.returned
        reopened = row.reopened
        triage = row.triage
    }

    public subscript(column: StatisticsColumn) -> StatisticsValue {
        switch column {
        case .backlogStart: .count(backlogStart)
        case .opened: .count(opened)
        case .closed: .count(closed)
        case .backlogEnd: .count(backlogEnd)
        case .onTime: .count(onTime)
        case .overdue: .count(overdue)
        case .withoutDeadline: .count(withoutDeadline)
        case .backlogOverdue: .count(backlogOverdue)
        case .hoursToCloseMedian: .hours(hoursToCloseMedian)
        case .hoursToCloseP90: .hours(hoursToCloseP90)
        case .returned: .count(returned)
        case .reopened: .count(reopened)
        case .triage: .count(triage)
        }
    }
}
