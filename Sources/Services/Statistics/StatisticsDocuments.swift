import Municipality
import Spreadsheet

/// The report as documents. The same report always has the same bytes.
extension MonthlyStatistics {
    /// The canonical form, which is what a frozen month keeps.
    var json: [UInt8] {
        let document = OrderedJSON.object([
            ("month", .string(month.description)),
            ("municipality", .string(municipality)),
            ("municipality_name", .string(municipalityName)),
            ("time_zone", .string(timeZone)),
            ("status", .string(status.rawValue)),
            ("totals", .object(totals.members)),
            ("rows", .array(rows.map { .object($0.members) })),
            ("corrections", .array(corrections.map(\.json))),
        ])
        return Array((document.text + "\n").utf8)
    }

    /// Header, rows, and the total in a row whose group is `total`.
    var csv: [UInt8] {
        var writer = CSVWriter()
        writer.write(
            ["group", "group_name", "organisation", "organisation_name"].map { .text($0) }
                + StatisticsColumn.allCases.map { .text($0.rawValue) }
        )
        for row in rows { writer.write(row.cells) }
        writer.write([.text("total"), .empty, .empty, .empty] + totals.cells)
        return writer.bytes
    }
}

extension StatisticsFigures {
    fileprivate var members: [(key: String, value: OrderedJSON)] {
        StatisticsColumn.allCases.map { ($0.rawValue, self[$0].json) }
    }

    var cells: [Cell] { StatisticsColumn.allCases.map { self[$0].cell } }
}

extension StatisticsRow {
    fileprivate var members: [(key: String, value: OrderedJSON)] {
        [
            ("group", .optional(group)), ("group_name", .optional(groupName)),
            ("organisation", .optional(organisation)), ("organisation_name", .optional(organisationName)),
        ] + figures.members
    }

    var cells: [Cell] {
        [group, groupName, organisation, organisationName].map { $0.map { .text($0) } ?? .empty } + figures.cells
    }
}
