import Foundation
import Municipality

/// Reads one record of a file by the names of its columns and collects the problems.
struct RowReader {
    let number: Int
    private let values: [String: String]
    private(set) var problems: [RowProblem] = []
    private(set) var notes: [RowProblem] = []

    init(number: Int, header: [String], fields: [String]) {
        self.number = number
        if fields.count != header.count {
            problems.append(
                RowProblem(row: number, column: nil, message: "has \(fields.count) fields instead of \(header.count)")
            )
        }
        values = Dictionary(zip(header, fields)) { first, _ in first }
    }

    /// The columns of the file that are none of these, in alphabetical order.
    func columns(besides known: Set<String>) -> [String] {
        values.keys.filter { !$0.isEmpty && !known.contains($0) }.sorted()
    }

    mutating func fail(_ column: String, _ message: String) {
        problems.append(RowProblem(row: number, column: column, message: message))
    }

    /// Tells what is worth knowing of a row that is imported.
    mutating func note(_ column: String, _ message: String) {
        notes.append(RowProblem(row: number, column: column, message: message))
    }

    /// The text in the first of the columns that the file has; nil when it is empty.
    mutating func text(_ columns: String..., limit: Int = 200) -> String? {
        guard let column = columns.first(where: { values[$0] != nil }), let value = values[column]?.trimmed,
            !value.isEmpty
        else { return nil }
        if value.unicodeScalars.count > limit { fail(column, "is longer than \(limit) characters") }
        return value
    }

    mutating func required(_ columns: String..., limit: Int = 200) -> String {
        for column in columns {
            if let value = text(column, limit: limit) { return value }
        }
        fail(columns[0], "is empty")
        return ""
    }

    mutating func number<Value: LosslessStringConvertible & Comparable>(
        _ columns: String...,
        in range: ClosedRange<Value>
    ) -> Value? {
        for column in columns {
            guard let text = text(column) else { continue }
            guard let value = Value(text), range.contains(value) else {
                fail(column, "«\(text)» is not a number from \(range.lowerBound) to \(range.upperBound)")
                return nil
            }
            return value
        }
        return nil
    }

    mutating func day(_ column: String) -> Day? {
        guard let text = text(column) else { return nil }
        guard let day = Day(parsing: text), (1900...2200).contains(day.components.year) else {
            fail(column, "«\(text)» is not a date such as 2026-01-31")
            return nil
        }
        return day
    }

    mutating func guid(_ column: String) -> UUID? {
        guard let text = text(column) else { return nil }
        let guid = UUID(uuidString: text)
        if guid == nil { fail(column, "«\(text)» is not a GUID") }
        return guid
    }

    mutating func flag(_ column: String) -> Bool {
        guard let text = text(column) else { return false }
        guard let flag = Bool(text.lowercased()) else {
            fail(column, "«\(text)» is neither true nor false")
            return false
        }
        return flag
    }

    mutating func slug(_ column: String) -> Slug? {
        let text = required(column, limit: 63)
        guard !text.isEmpty else { return nil }
        let slug = Slug(rawValue: text)
        if slug == nil { fail(column, "«\(text)» \(Towns.slugRule)") }
        return slug
    }
}
