import Municipality
import Spreadsheet
import Store

/// The import of a file into a table. All rows are read and checked before the first is stored.
struct TableImport<Values: Sendable> {
    let path: String
    let options: ImportOptions
    /// Required columns.
    let columns: [String]
    /// Sets of columns of which one is required whole; none when empty.
    var alternatives: [[String]] = []
    let progress: @Sendable (ImportProgress) -> Void

    /// - Parameters:
    ///   - session: the session of the import; nil if it has its own.
    ///   - parse: the values of a row; nil when the reader has problems.
    ///   - store: stores the valid rows and returns the change of each.
    func run(
        in town: Town,
        by actor: Actor,
        within session: TownSession? = nil,
        parse: (inout RowReader, TownSession) async throws -> Values?,
        store: ([Values], inout ImportReport, TownSession) async throws -> Void
    ) async throws -> ImportReport {
        do {
            var file = try CSVReader(path: path)
            var missing = columns.filter { !file.header.contains($0) }
            if !alternatives.isEmpty, !alternatives.contains(where: { $0.allSatisfy(file.header.contains) }) {
                missing.append(alternatives.map { $0.joined(separator: ", ") }.joined(separator: " or "))
            }
            guard missing.isEmpty else {
                throw CSVError(
                    row: 1,
                    message:
                        "has no column \(missing.joined(separator: ", ")); it has \(file.header.joined(separator: ", "))"
                )
            }
            func take(in session: TownSession) async throws -> ImportReport {
                var report = ImportReport(file: path)
                var good: [Values] = []
                while let (number, fields) = try file.next() {
                    report.read += 1
                    var reader = RowReader(number: number, header: file.header, fields: fields)
                    let values = try await parse(&reader, session)
                    report.problems += reader.problems
                    if let values, reader.problems.isEmpty {
                        good.append(values)
                        report.notes += reader.notes
                    } else {
                        report.skipped += 1
                    }
                    if report.read % 500 == 0 {
                        progress(ImportProgress(bytesRead: file.position, bytesTotal: file.size))
                    }
                }
                progress(ImportProgress(bytesRead: file.position, bytesTotal: file.size))
                guard report.problems.isEmpty || options.skipBad else { return report }
                if !good.isEmpty { try await store(good, &report, session) }
                return report
            }
            if let session { return try await take(in: session) }
            return try await town.write(by: actor) { try await take(in: $0) }
        } catch let error as CSVError {
            throw ServiceError.invalid(path, error.description)
        }
    }
}
