import Municipality

/// Compares a frozen report with the present figures.
struct StatisticsComparison {
    let frozen: MonthlyStatistics
    let now: MonthlyStatistics

    /// The figures that would differ if the same month were frozen today.
    var sameMonth: [StatisticsCorrection] {
        differences(in: StatisticsColumn.allCases.filter(\.isLasting).map { ($0, $0) })
    }

    /// The figures of the next month, `now`, that do not begin with the end of the frozen month.
    var nextMonth: [StatisticsCorrection] {
        differences(in: [(.backlogEnd, .backlogStart)])
    }

    /// A row that one side lacks counts as zeros. Reported under the frozen month's column.
    private func differences(
        in columns: [(frozen: StatisticsColumn, now: StatisticsColumn)]
    ) -> [StatisticsCorrection] {
        let (before, after) = (frozen.figures, now.figures)
        return Set(before.keys).union(after.keys).sorted().flatMap { row in
            columns.compactMap { column in
                let old = before[row]?[column.frozen] ?? column.frozen.nothing
                let new = after[row]?[column.now] ?? column.now.nothing
                guard old != new else { return nil }
                return StatisticsCorrection(month: frozen.month, row: row, column: column.frozen, frozen: old, now: new)
            }
        }
    }
}

extension StatisticsColumn {
    fileprivate var nothing: StatisticsValue { adds ? .count(0) : .hours(nil) }
}
