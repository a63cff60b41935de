import ArgumentParser
import Foundation
import Municipality
import Services

struct RoutingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routing",
        abstract: "Explain routing decisions, and manage the models that recognise categories.",
        discussion: """
            A model learns from appeals that were routed correctly and from coordinators' corrections:
              zemstvo routing train
              zemstvo routing activate 1
            Workers use it from their next batch on. An earlier model is activated again in the same way.
            """,
        subcommands: [
            Explain.self, RoutingModelCommands.Train.self, RoutingModelCommands.Models.self,
            RoutingModelCommands.Activate.self, RoutingModelCommands.Deactivate.self, RoutingReplayCommand.self,
            RoutingRequeueCommand.self, RoutingKeywordsCommand.self,
            RoutingEvaluateCommand.self,
        ]
    )

    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Explain every decision on an appeal in words, newest first."
        )
        @OptionGroup var options: CommonOptions
        @Argument(help: "The appeal's number, such as 417-290-356.") var number: String
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
                try await AppealService(town: town).decisions(number, by: .console)
            }
            guard !json else { return Output.print(json: decisions) }
            for decision in decisions {
                let words = language == "ru" ? decision.explanation.ru : decision.explanation.en
                let by = decision.by.map { " (\($0))" } ?? ""
                print("\(decision.decidedAt.ISO8601Format())\(by)  \(words)")
                if let note = decision.note { print("  \(language == "ru" ? "примечание" : "note"): \(note)") }
                if let reason = decision.returnReason {
                    print("  \(language == "ru" ? "причина возврата" : "reason of the return"): \(reason)")
                }
            }
            if decisions.isEmpty { print(language == "ru" ? "ещё не решено" : "not decided yet") }
        }
    }
}
