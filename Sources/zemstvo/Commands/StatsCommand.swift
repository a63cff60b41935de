public import ArgumentParser
import Foundation
import Municipality
public import Services

extension StatisticsExport.Format: ExpressibleByArgument {}

struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Monthly statistics: `stats 2026-10`, `stats freeze 2026-10`.",
        discussion: """
            Per category group and organisation: backlog at the start, opened, closed, backlog at the end (start + opened \
            − closed = end is checked), on time and overdue, hours to close, returned, reopened, in triage.
            """,
        subcommands: [Export.self, Freeze.self],
        defaultSubcommand: Export.self
    )

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Export a month. The same data give the same bytes.",
            discussion: """
                A frozen month is exported as it was frozen. Later changes never change the report: they are listed on \
                standard error and, with --corrections, in a file.
                """
        )
        @OptionGroup var options: CommonOptions
        @Argument(help: "The month, such as 2026-10.") var month: String
        @Option(help: "csv, json or xlsx.") var format: StatisticsExport.Format = .csv
        @Option(help: ArgumentHelp("Write to a file; its SHA-256 goes to standard output.", valueName: "file"))
        var output: String?
        @Option(help: ArgumentHelp("Write the corrections to a file (.csv or .json).", valueName: "file"))
        var corrections: String?

        func validate() throws {
            if Month(parsing: month) == nil { throw ValidationError("a month is written as 2026-10") }
            if format == .xlsx, output == nil { throw ValidationError("--format xlsx needs --output FILE") }
        }

        func run() async throws {
            guard let month = Month(parsing: month) else { throw ValidationError("a month is written as 2026-10") }
            let export = try await Settings(options).withTown { town in
                try await StatisticsService(town: town).export(month, format: format, by: .console)
            }
            if let output {
                try Data(export.bytes).write(to: URL(filePath: output), options: .atomic)
                print("\(export.sha256)  \(output)")
            } else {
                FileHandle.standardOutput.write(Data(export.bytes))
                Output.note("sha256 \(export.sha256)")
            }
            for correction in export.corrections { Output.note("correction: \(correction)") }
            if let corrections {
                let bytes = corrections.hasSuffix(".json") ? export.corrections.json : export.corrections.csv
                try Data(bytes).write(to: URL(filePath: corrections), options: .atomic)
            }
        }
    }

    struct Freeze: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Store a month's report permanently as it is now. The month must be over."
        )
        @OptionGroup var options: CommonOptions
        @Argument(help: "The month, such as 2026-10.") var month: String

        func run() async throws {
            guard let month = Month(parsing: month) else { throw ValidationError("a month is written as 2026-10") }
            let frozen = try await Settings(options).withTown {
                try await StatisticsService(town: $0).freeze(month, by: .console)
            }
            print("\(frozen.sha256)  \(month)")
        }
    }
}
