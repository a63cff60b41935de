import ArgumentParser
import Foundation
import Services

/// The options that all imports have.
struct ImportFileOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The CSV file.", valueName: "file.csv"))
    var file: String

    @Flag(name: .customLong("skip-bad"), help: "Import the good rows and leave the others out.")
    var skipBad = false

    @Option(help: ArgumentHelp("Write all problems to a CSV file as well.", valueName: "file"))
    var report: String?

    @Flag(help: "Print JSON.")
    var json = false

    var importOptions: ImportOptions { ImportOptions(skipBad: skipBad) }

    /// Maximum number of problems and of notes shown.
    private static let shown = 20

    /// Runs an import and prints its result. Exits 1 when the file was not imported.
    func run(
        _ options: CommonOptions,
        _ body: (Town, @escaping @Sendable (ImportProgress) -> Void) async throws -> ImportReport
    ) async throws {
        let bar = ProgressBar(title: URL(filePath: file).lastPathComponent)
        let result = try await Settings(options).withTown { town in
            try await body(town) { bar.show($0.bytesRead, of: $0.bytesTotal) }
        }
        bar.clear()
        if let report { try Self.document(result).write(toFile: report, atomically: true, encoding: .utf8) }
        let refused = !result.problems.isEmpty && !skipBad
        if json {
            Output.print(json: result)
        } else {
            Self.show(result.problems, "problems (--report FILE writes all)")
            if !refused { Self.show(result.notes, "notes (--json has all)") }
            if refused {
                Output.note("nothing was imported: correct the rows, or leave them out with --skip-bad")
            } else {
                print(
                    """
                    \(result.read) read: \(result.inserted) inserted, \(result.updated) updated, \
                    \(result.unchanged) unchanged, \(result.skipped) skipped
                    """
                )
            }
        }
        if refused { throw ExitCode.failure }
    }

    private static func show(_ lines: [RowProblem], _ name: String) {
        for one in lines.prefix(shown) { Output.note(line(one)) }
        if lines.count > shown { Output.note("… and \(lines.count - shown) more \(name)") }
    }

    private static func line(_ problem: RowProblem) -> String {
        "row \(problem.row)\(problem.column.map { ", \($0)" } ?? ""): \(problem.message)"
    }

    private static func document(_ report: ImportReport) -> String {
        let rows = report.problems.map { problem in
            [String(problem.row), problem.column ?? "", problem.message]
                .map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
        }
        return (["row,column,message"] + rows).map { $0 + "\r\n" }.joined()
    }
}
