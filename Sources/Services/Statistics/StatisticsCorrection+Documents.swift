public import JSONText
import Municipality
import Spreadsheet

extension StatisticsCorrection: JSONWritable {
    public func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("month", month.description)
            writer.member("total", row == .total)
            writer.nullable("group", group)
            writer.nullable("organisation", organisation)
            writer.member("column", column.rawValue)
            writer.member("frozen", frozen)
            writer.member("now", now)
        }
    }

    /// The cells of a row. The total's group is `total`.
    var cells: [Cell] {
        [
            .text(month.description), row == .total ? .text("total") : group.map { .text($0) } ?? .empty,
            organisation.map { .text($0) } ?? .empty, .text(column.rawValue), frozen.cell, now.cell,
        ]
    }

    private var group: String? {
        guard case .row(let group, _) = row else { return nil }
        return group
    }

    private var organisation: String? {
        guard case .row(_, let organisation) = row else { return nil }
        return organisation
    }
}

extension [StatisticsCorrection] {
    /// A JSON array of objects with `month`, `total`, `group`, `organisation`, `column`, `frozen`, `now`.
    public var json: [UInt8] { JSONWriter.bytes(of: self, layout: .lines) + [UInt8(ascii: "\n")] }

    /// Header and a row for each correction.
    public var csv: [UInt8] {
        var writer = CSVWriter()
        writer.write(["month", "group", "organisation", "column", "frozen", "now"].map { .text($0) })
        for correction in self { writer.write(correction.cells) }
        return writer.bytes
    }
}
