import Municipality

/// The figures of a month contradict each other. Such a report is not returned.
public struct StatisticsMismatch: Error, Sendable, Hashable, CustomStringConvertible {
    let month: Month
    let row: StatisticsRowKey
    let rule: String

    public var description: String {
        "the statistics of \(month) do not reconcile at \(row): the rule is \(rule)"
    }
}

extension MonthlyStatistics {
    /// Checks each row and the total separately, and the total against the rows.
    func checkFigures() throws(StatisticsMismatch) {
        for (row, figures) in figures.sorted(by: { $0.key < $1.key }) {
            guard figures.backlogStart + figures.opened - figures.closed == figures.backlogEnd else {
                throw StatisticsMismatch(month: month, row: row, rule: "backlog_start + opened − closed = backlog_end")
            }
            guard figures.onTime + figures.overdue + figures.withoutDeadline == figures.closed else {
                throw StatisticsMismatch(month: month, row: row, rule: "on_time + overdue + without_deadline = closed")
            }
        }
        for column in StatisticsColumn.allCases where column.adds {
            let sum = rows.reduce(0) { sum, row in
                guard case .count(let count) = row.figures[column] else { return sum }
                return sum + count
            }
            guard totals[column] == .count(sum) else {
                throw StatisticsMismatch(month: month, row: .total, rule: "\(column.rawValue) is the sum of the rows")
            }
        }
    }
}
