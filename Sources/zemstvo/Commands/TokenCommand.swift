import ArgumentParser
import Foundation
import Services

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "API tokens of the staff. Only their hashes are kept.",
        subcommands: [Create.self, List.self, Revoke.self]
    )

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issue a token and print it, this once.",
            discussion: "Nothing else goes to standard output."
        )
        @OptionGroup var options: CommonOptions
        @Option(help: "Whose it is.") var login: String
        @Option(help: "What it is for.") var label: String
        @Option(help: "Days of validity; without end unless told.") var days: Int?

        func run() async throws {
            let token = try await Settings(options).withTown { town in
                try await StaffService(town: town).issueToken(
                    login: login,
                    label: label,
                    days: days,
                    by: .console
                )
            }
            print(token)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the tokens, without themselves.")
        @OptionGroup var options: CommonOptions
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let tokens = try await Settings(options).withTown { town in
                try await StaffService(town: town).tokens(by: .console)
            }
            guard !json else { return try Output.print(json: tokens) }
            Output.print(
                table: tokens.map {
                    [
                        String($0.tokenID), $0.login, $0.label, $0.createdAt.ISO8601Format(),
                        $0.revokedAt.map { "revoked \($0.ISO8601Format())" }
                            ?? $0.expiresAt.map { "until \($0.ISO8601Format())" } ?? "valid",
                    ]
                },
                header: ["ID", "LOGIN", "LABEL", "MADE", "STATE"]
            )
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a token invalid at once.")
        @OptionGroup var options: CommonOptions
        @Argument(help: "Its id in the list.") var id: Int32

        func run() async throws {
            try await Settings(options).withTown { town in
                try await StaffService(town: town).revokeToken(id, by: .console)
            }
        }
    }
}
