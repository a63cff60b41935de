import ArgumentParser
import Foundation
import Services

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database's schema up to this program's.",
        subcommands: [Up.self, Status.self]
    )

    struct Up: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Apply what is pending, each step in a transaction. Safe to run at the same time elsewhere."
        )

        @OptionGroup var options: CommonOptions

        func run() async throws {
            let applied = try await Settings(options).withDatabase { try await SchemaService(database: $0).migrate() }
            for step in applied { print("applied \(step)") }
            if applied.isEmpty { print("nothing to apply") }
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show which steps the database has. Exits 1 when one is pending or was changed."
        )

        @OptionGroup var options: CommonOptions
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let steps = try await Settings(options).withDatabase { try await SchemaService(database: $0).status() }
            if json {
                try Output.print(json: steps)
            } else {
                for step in steps {
                    print("\(step.state.rawValue)\t\(step.name)\t\(step.appliedAt?.ISO8601Format() ?? "")")
                }
            }
            if steps.contains(where: { $0.state != .applied }) { throw ExitCode.failure }
        }
    }
}
