import ArgumentParser
import Foundation
import Municipality
import Services

struct RoutingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routing",
        abstract: "Why appeals went where they went.",
        subcommands: [Explain.self, RoutingEvaluateCommand.self]
    )

    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell every decision on an appeal, newest first, in words."
        )
        @OptionGroup var options: CommonOptions
        @Argument(help: "The appeal's number, as 417-290-356.") var number: String
        @Option(help: "ru or en.") var language = "ru"
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            guard ["ru", "en"].contains(language) else { throw ValidationError("--language is ru or en") }
        }

        func run() async throws {
            guard let number = AppealNumber(parsing: number) else {
                throw ValidationError("\(number) is not the number of an appeal: a digit is wrong")
            }
            let decisions = try await Settings(options).withTown { town in
                try await AppealService(town: town).decisions(number, by: .commandLine)
            }
            guard !json else { return try Output.print(json: decisions) }
            for decision in decisions {
                let words = language == "ru" ? decision.reason.ru : decision.reason.en
                print(
                    [
                        decision.decidedAt.ISO8601Format(), decision.outcome, decision.organisation ?? "-", words,
                        decision.by ?? "",
                    ].joined(separator: "\t")
                )
            }
            if decisions.isEmpty { print(language == "ru" ? "ещё не решено" : "not decided yet") }
        }
    }
}
