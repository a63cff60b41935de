import ArgumentParser
import Services

struct IntegrationTokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "API tokens of integrations. Only their hashes are stored.",
        subcommands: [Create.self, List.self, Revoke.self]
    )

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issue a token and print it. It is not shown again.",
            discussion: "Nothing else goes to standard output."
        )
        @OptionGroup var options: CommonOptions
        @Argument(help: "Code of the integration.") var code: String
        @Option(help: "A note of what it is used for.") var label: String
        @Option(help: "Days of validity. Default: unlimited.") var days: Int?

        func run() async throws {
            let token = try await Settings(options).withTown { town in
                try await IntegrationService(town: town).issueToken(
                    integration: code,
                    label: label,
                    days: days,
                    by: .console
                )
            }
            print(token.secret)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the tokens. The secrets are not shown.")
        @OptionGroup var options: CommonOptions
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let tokens = try await Settings(options).withTown { town in
                try await IntegrationService(town: town).tokens(by: .console)
            }
            Output.print(tokens: tokens, holder: "INTEGRATION", json: json)
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a token invalid at once.")
        @OptionGroup var options: CommonOptions
        @Argument(help: "The token's id in the list.") var id: Int32

        func run() async throws {
            try await Settings(options).withTown { town in
                try await IntegrationService(town: town).revokeToken(id, by: .console)
            }
        }
    }
}
