import Foundation
import JSONText

/// Results go to standard output, everything else to standard error.
enum Output {
    /// JSON for people and programs, in the form of the API.
    static func print(json value: some JSONWritable) {
        Swift.print(String(decoding: JSONWriter.bytes(of: value, layout: .indented), as: UTF8.self))
    }

    /// Columns separated by tabs when piped, aligned on a terminal.
    static func print(table rows: [[String]], header: [String]) {
        let all = [header] + rows
        guard isatty(STDOUT_FILENO) == 1 else {
            for row in all { Swift.print(row.joined(separator: "\t")) }
            return
        }
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        for row in all {
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }
            Swift.print(cells.joined(separator: "  "))
        }
    }

    /// A share in per cent, with one decimal.
    static func percent(_ share: Double) -> String { "\((share * 1_000).rounded() / 10) %" }

    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
