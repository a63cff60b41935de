import ArgumentParser
import Foundation
import JSONText
import Services

extension TownCommand {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a whole town to a file.",
            discussion: """
                Writes the town as it is at one moment, while it continues to work. The file contains its secret and \
                the hashes of its tokens, so keep it as safe as the database. It is text: a first line, a line of JSON with \
                the schema and the tables, the rows in PostgreSQL's COPY format, and the SHA-256 of all that.

                  zemstvo town export tutaev --output - | zstd > tutaev.town.zst
                """
        )

        @OptionGroup var options: CommonOptions
        @Argument(help: "The town's code.") var code: String
        @Option(help: ArgumentHelp("Where to: a new file, or - for standard output.", valueName: "file|-"))
        var output: String

        func run() async throws {
            let summary = try await Settings(options).withDatabase { database in
                let file = try OutputFile(output)
                do {
                    let summary = try await TownExport(database: database).export(code, by: .console) { bytes in
                        try file.write(bytes)
                    }
                    try file.keep()
                    return summary
                } catch {
                    file.discard()
                    throw error
                }
            }
            Output.note("exported \(summary.code) (\(summary.name)): \(summary.rows) rows, sha256 \(summary.sha256)")
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Import a town from a file of `town export`.",
            discussion: """
                Numbers, follow-up codes, tokens and statistics stay the same. The database needs the same schema and may \
                not have a town with that code. The town is imported completely or not at all, and is active at once. \
                It also stays active where it came from, so use `town move` to move it.

                  zstd -dc tutaev.town.zst | zemstvo town import -
                """
        )

        @OptionGroup var options: CommonOptions
        @Argument(help: ArgumentHelp("The file, or - for standard input.", valueName: "file|-"))
        var file: String

        func run() async throws {
            let summary = try await Settings(options).withDatabase { database in
                let input = try InputFile(file)
                return try await TownImport(database: database).import(by: .console) { try input.read() }
            }
            Output.note("imported \(summary.code) (\(summary.name)): \(summary.rows) rows")
        }
    }

    struct Move: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move a town to another database while it works.",
            discussion: """
                Copies the town while it works. Then refuses its writes (503) for a moment and copies what changed \
                meanwhile. After that the town is active in the other database. Here it stays readable as `moved` until \
                you remove it, so that appeals can be read until its host names point to the other server.

                At most one side takes writes, even if the command is killed. Run it again: it continues or starts \
                over. --abandon ends the move before the switch.

                  zemstvo town move tutaev --to postgresql://zemstvo_server@cell-2/zemstvo
                """
        )

        @OptionGroup var options: CommonOptions
        @Argument(help: "The town's code.") var code: String
        @Option(
            name: .customLong("to"),
            help: ArgumentHelp("The other database. Its schema must be the same.", valueName: "url")
        )
        var target: String?
        @Flag(help: "Abandon the move: the town takes writes here again. With --to, also remove the copy there.")
        var abandon = false
        @Option(help: "Seconds to wait for old transactions while writes are refused.")
        var patience = 5
        @Flag(help: "Print JSON.") var json = false

        struct Summary: JSONObject {
            let rows: Int
            let copySeconds: Double
            let lastRows: Int
            let stoppedSeconds: Double

            static let members = JSONMembers<Summary>("Move") {
                JSONMember("rows") { $0.rows }
                JSONMember("copy_seconds") { $0.copySeconds }
                JSONMember("last_rows") { $0.lastRows }
                JSONMember("stopped_seconds") { $0.stoppedSeconds }
            }
        }

        func validate() throws {
            if target == nil, !abandon { throw ValidationError("name the other database: --to URL") }
            if !(0...600).contains(patience) { throw ValidationError("--patience is a number from 0 to 600") }
        }

        func run() async throws {
            let settings = try await Settings(options)
            try await settings.withDatabase(poolSize: 3) { source in
                guard let target else {
                    return try await TownMoveAbandonment(from: source, to: nil).run(code, by: .console)
                }
                try await settings.withDatabase(at: target, poolSize: 3) { target in
                    if abandon {
                        try await TownMoveAbandonment(from: source, to: target).run(code, by: .console)
                    } else {
                        try await move(from: source, to: target)
                    }
                }
            }
            if abandon { Output.note("abandoned: \(code) takes writes here") }
        }

        private func move(from source: Database, to target: Database) async throws {
            let report = try await TownMove(from: source, to: target, patience: .seconds(patience))
                .run(code, by: .console) { Output.note(Self.words(for: $0)) }
            if json {
                Output.print(
                    json: Summary(
                        rows: report.rows,
                        copySeconds: report.copySeconds,
                        lastRows: report.lastRows,
                        stoppedSeconds: report.stoppedSeconds
                    )
                )
            } else {
                let seconds = (report.stoppedSeconds * 1_000).rounded() / 1_000
                print("moved \(code): writes were refused for \(seconds) s")
            }
        }

        private static func words(for step: TownMoveStep) -> String {
            switch step {
            case .copied(let rows): "copied: \(rows) rows"
            case .caughtUp(let rows): "caught up: \(rows) rows"
            case .fenced: "writes are refused"
            case .writersGone: "earlier writes are over"
            case .verified(let rows): "last difference copied and compared: \(rows) rows"
            case .arrived: "arrived in the other database"
            case .left: "left this database"
            case .activated: "active in the other database"
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove the copy of a town that has moved to another database.",
            discussion: "Refused for a town in any other state. Check first that it is active in the other database."
        )

        @OptionGroup var options: CommonOptions
        @Argument(help: "The town's code.") var code: String

        func run() async throws {
            try await Settings(options).withDatabase(poolSize: 3) { database in
                try await TownStandings(database: database).removeMoved(code, by: .console)
            }
            Output.note("removed \(code)")
        }
    }
}
