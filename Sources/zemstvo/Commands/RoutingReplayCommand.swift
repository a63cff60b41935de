import ArgumentParser
import Foundation
import Services

/// `routing replay`: changes nothing.
struct RoutingReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Decide past appeals again with a change and show what it would do. Changes nothing.",
        discussion: """
            Tries a model before it is used (--model 7, or --model 0 for the keywords alone), a changed catalogue, or \
            changed contracts (files in the format of the imports). A decision is right when it names the organisation \
            that the appeal ended with.
            """
    )
    @OptionGroup var options: CommonOptions
    @Option(help: "How far back: 30d for days, 8w for weeks, or a date such as 2026-10-01.") var since = "30d"
    @Option(help: "Number of the model of categories. 0: none.") var model: Int?
    @Option(help: ArgumentHelp("Categories, in the format of `import categories`.", valueName: "file.csv"))
    var categories: String?
    @Option(help: ArgumentHelp("Contracts, in the format of `import contracts`.", valueName: "file.csv"))
    var contracts: String?
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let replay = try await Settings(options).withTown { town in
            guard let instant = town.start(of: since) else {
                throw ValidationError("--since is a number of days (30d), of weeks (8w), or a date such as 2026-10-01")
            }
            return try await RoutingReplayService(town: town).replay(
                since: instant,
                RoutingReplayOptions(model: model, categories: categories, contracts: contracts),
                by: .console
            )
        }
        guard !json else { return Output.print(json: replay) }
        Output.print(
            table: [("before", replay.before), ("after", replay.after)].map { name, record in
                [name] + [record.automatic, record.right, record.wrong, record.triage].map(String.init)
            },
            header: ["of \(replay.appeals)", "automatic", "right", "wrong", "triage"]
        )
        print(
            """

            newly automatic \(replay.newlyAutomatic), newly in triage \(replay.newlyInTriage), \
            newly right \(replay.newlyRight), newly wrong \(replay.newlyWrong)

            """
        )
        Output.print(
            table: replay.moves.map { [$0.from, $0.to, String($0.appeals)] },
            header: ["from", "to", "appeals"]
        )
        let confused = replay.confusion.filter { $0.category != $0.told }
        let right = replay.confusion.reduce(0) { $0 + $1.appeals } - confused.reduce(0) { $0 + $1.appeals }
        print("\ncategories recognised correctly: \(right); the others:\n")
        Output.print(
            table: confused.map { [$0.category, $0.told, String($0.appeals)] },
            header: ["category", "recognised as", "appeals"]
        )
    }
}
