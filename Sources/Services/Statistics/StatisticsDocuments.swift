public import JSONText
import Municipality
import Spreadsheet

/// The report as documents. The same report always has the same bytes.
extension MonthlyStatistics {
    /// The canonical form, which is stored for a frozen month: each row on its own line.
    var json: [UInt8] {
        var writer = JSONWriter(layout: .lines)
        writer.object { writer in
            writer.member("month", month.description)
            writer.member("municipality", municipality)
            writer.member("municipality_name", municipalityName)
            writer.member("time_zone", timeZone)
            writer.member("status", status.rawValue)
            writer.key("totals")
            writer.object { totals.writeMembers(to: &$0) }
            writer.member("rows", rows)
            writer.member("corrections", corrections)
        }
        return writer.finish() + [UInt8(ascii: "\n")]
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
    fileprivate func writeMembers(to writer: inout JSONWriter) {
        for column in StatisticsColumn.allCases { writer.member(column.key, self[column]) }
    }

    var cells: [Cell] { StatisticsColumn.allCases.map { self[$0].cell } }
}

extension StatisticsRow: JSONWritable {
    public func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.nullable("group", group)
            writer.nullable("group_name", groupName)
            writer.nullable("organisation", organisation)
            writer.nullable("organisation_name", organisationName)
            figures.writeMembers(to: &writer)
        }
    }

    var cells: [Cell] {
        [group, groupName, organisation, organisationName].map { $0.map { .text($0) } ?? .empty } + figures.cells
    }
}
