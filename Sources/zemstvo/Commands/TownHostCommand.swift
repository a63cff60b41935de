import ArgumentParser
import Services

/// `town host`.
struct TownHostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "host",
        abstract: "The host names of the municipalities.",
        discussion: """
            One server serves all municipalities of its database, each under its host names. Where there is only one, it \
            is served under any name. A change is seen within seconds, without a restart:
              zemstvo town host add tutaev.example.ru --town tutaev
            """,
        subcommands: [Add.self, Remove.self, List.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a host name to a municipality.")
        @OptionGroup var options: CommonOptions
        @Argument(help: "The name, such as tutaev.example.ru or тутаев.рф, without https://, port or path.")
        var host: String

        func run() async throws {
            let entry = try await Settings(options).withDatabase { database in
                let town = try await Towns(database: database).select(code: try await Settings(options).town)
                return try await TownHosts(database: database).add(host, to: town, by: .console)
            }
            print("\(entry.host) is \(entry.town)")
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a host name. With --town, only if that municipality has it."
        )
        @OptionGroup var options: CommonOptions
        @Argument(help: "The name.") var host: String

        func run() async throws {
            let settings = try await Settings(options)
            try await settings.withDatabase { database in
                try await TownHosts(database: database).remove(host, of: settings.town, by: .console)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the host names of a municipality, or of all."
        )
        @OptionGroup var options: CommonOptions
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let settings = try await Settings(options)
            let entries = try await settings.withDatabase { database in
                var town: Town?
                if let code = settings.town { town = try await Towns(database: database).select(code: code) }
                return try await TownHosts(database: database).all(of: town, by: .console)
            }
            guard !json else { return Output.print(json: entries) }
            Output.print(table: entries.map { [$0.host, $0.town] }, header: ["HOST", "TOWN"])
        }
    }
}
