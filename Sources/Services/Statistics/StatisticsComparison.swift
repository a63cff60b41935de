import Municipality

/// A frozen report held against today's figures.
struct StatisticsComparison {
    let frozen: MonthlyStatistics
    let now: MonthlyStatistics

    /// What would come out otherwise if the same month were frozen today.
    var sameMonth: [StatisticsCorrection] {
        differences(in: StatisticsColumn.allCases.filter(\.isLasting).map { ($0, $0) })
    }

    /// Where the next month, `now`, does not begin with what the frozen one ended with.
    var nextMonth: [StatisticsCorrection] {
        differences(in: [(.backlogEnd, .backlogStart)])
    }

    /// A row that one side lacks counts as zeros there. Told under the frozen month's column.
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
