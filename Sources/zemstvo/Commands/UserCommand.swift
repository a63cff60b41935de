public import ArgumentParser
public import Municipality
import Services

extension StaffRole: ExpressibleByArgument {}

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "The staff and their roles.",
        subcommands: [Create.self, List.self, Deactivate.self, Activate.self]
    )

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a member of staff.")
        @OptionGroup var options: CommonOptions
        @Option(help: "Login, in lower-case Latin letters.") var login: String
        @Option(help: "Name shown to others.") var name: String
        @Option(help: "operator, dispatcher, head, coordinator or administrator.") var role: StaffRole
        @Option(help: "Code of the organisation. Required for dispatchers and heads.") var organisation: String?

        func run() async throws {
            let user = try await Settings(options).withTown { town in
                try await StaffService(town: town).create(
                    login: login,
                    name: name,
                    role: role,
                    organisation: organisation,
                    by: .console
                )
            }
            print("created \(user.login) (\(user.role.rawValue)\(user.organisation.map { " of \($0)" } ?? ""))")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the staff.")
        @OptionGroup var options: CommonOptions
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let users = try await Settings(options).withTown { town in
                try await StaffService(town: town).users(by: .console)
            }
            guard !json else { return Output.print(json: users) }
            Output.print(
                table: users.map {
                    [$0.login, $0.name, $0.role.rawValue, $0.organisation ?? "-", $0.active ? "active" : "inactive"]
                },
                header: ["LOGIN", "NAME", "ROLE", "ORGANISATION", "STATE"]
            )
        }
    }

    struct Deactivate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Deactivate a member of staff. Their tokens are refused at once."
        )

        @OptionGroup var options: CommonOptions
        @Argument var login: String

        func run() async throws {
            try await Settings(options).withTown { town in
                try await StaffService(town: town).setActive(false, login: login, by: .console)
            }
        }
    }

    struct Activate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Activate a member of staff again.")
        @OptionGroup var options: CommonOptions
        @Argument var login: String

        func run() async throws {
            try await Settings(options).withTown { town in
                try await StaffService(town: town).setActive(true, login: login, by: .console)
            }
        }
    }
}
