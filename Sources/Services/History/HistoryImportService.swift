import Foundation
public import Municipality
import Postgres
import Spreadsheet

/// Imports the appeals of another system, with their own times, by a mapping that describes the columns.
///
/// Times without an offset are in the mapping's time zone, or the town's. Around a change of the clocks, a time is read
/// with the offset before the change: a time that was skipped in spring is moved forward, and a time that occurred
/// twice in autumn is the first of the two, unless that would be before the registration of the appeal.
public struct HistoryImportService: Sendable {
    private let town: Town

    public init(town: Town) {
        self.town = town
    }

    /// Imports a CSV file in one transaction. An appeal that is closed in the file is closed; any other is in the queue
    /// of its organisation, due at the file's deadline or 30 days after registration. Times in the file become the
    /// times of events and clocks.
    ///
    /// - Parameters:
    ///   - mapping: path of the YAML file.
    ///   - options: with `createMissing`, missing categories (with service and group) and organisations are created.
    ///     With `skipBad`, rows with problems are left out; otherwise nothing is stored if there is any problem.
    /// - Returns: what was done. With problems and without `skipBad`, nothing was stored.
    public func importAppeals(
        from path: String,
        mapping mappingPath: String,
        options: ImportOptions,
        by actor: Actor,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportReport {
        try actor.require(.importHistory)
        guard let yaml = FileManager.default.contents(atPath: mappingPath) else {
            throw ServiceError.invalid(mappingPath, "cannot be read")
        }
        let mapping = try HistoryMapping(yaml: String(decoding: yaml, as: UTF8.self))
        var report = ImportReport(file: path)
        do {
            var file = try CSVReader(path: path)
            let parser = try HistoryRowParser(mapping, header: file.header, timeZone: town.timeZone, now: town.now)
            report.inserted = try await town.write(by: actor) { session in
                var run = HistoryImport(town, mapping: mapping, options: options, session: session)
                let inserted = try await run.run {
                    let record = try file.next()
                    if report.read % 500 == 0 || record == nil {
                        progress(ImportProgress(bytesRead: file.position, bytesTotal: file.size))
                    }
                    guard let (number, fields) = record else { return nil }
                    report.read += 1
                    return (number, parser.row(fields, at: number))
                }
                report.problems = run.problems.sorted { $0.row < $1.row }
                report.skipped = Set(report.problems.map(\.row)).count
                if !report.problems.isEmpty, !options.skipBad { throw Refusal() }
                return inserted
            }
        } catch is Refusal {
            // Nothing is stored; the report says why.
        } catch let error as CSVError {
            throw ServiceError.invalid(path, error.description)
        } catch let error as PostgresError where error.sqlState == .uniqueViolation {
            throw ServiceError.conflict("another import ran at the same time; try again")
        }
        return report
    }

    /// Rolls the transaction back, because the file has problems.
    private struct Refusal: Error {}
}
