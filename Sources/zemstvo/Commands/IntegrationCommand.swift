import ArgumentParser
import Municipality
import Services

struct IntegrationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "integration",
        abstract: "Other systems that call the API, and what each of them may do.",
        subcommands: [
            Add.self, List.self, Permit.self, Deactivate.self, Activate.self, IntegrationTokenCommand.self,
        ]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add an integration.")
        @OptionGroup var options: CommonOptions
        @Option(help: "Name shown to the staff.") var name: String
        @Option(help: "Code, in lower-case Latin letters. Default: derived from the name.") var code: String?
        @OptionGroup var granted: GrantedPermissions

        func run() async throws {
            let integration = try await Settings(options).withTown { town in
                try await IntegrationService(town: town).create(
                    code: code,
                    name: name,
                    permissions: granted.permission,
                    by: .console
                )
            }
            print("created \(integration.code) (\(integration.words))")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the integrations.")
        @OptionGroup var options: CommonOptions
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let integrations = try await Settings(options).withTown { town in
                try await IntegrationService(town: town).integrations(by: .console)
            }
            guard !json else { return Output.print(json: integrations) }
            Output.print(
                table: integrations.map { [$0.code, $0.name, $0.words, $0.active ? "active" : "inactive"] },
                header: ["CODE", "NAME", "PERMISSIONS", "STATE"]
            )
        }
    }

    struct Permit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set the permissions of an integration.",
            discussion: "Permissions that are not named are removed. The change applies from the next request on."
        )
        @OptionGroup var options: CommonOptions
        @Argument(help: "Code of the integration.") var code: String
        @OptionGroup var granted: GrantedPermissions

        func run() async throws {
            let integration = try await Settings(options).withTown { town in
                try await IntegrationService(town: town).update(
                    code,
                    IntegrationChange(permissions: granted.permission),
                    by: .console
                )
            }
            print("\(integration.code): \(integration.words)")
        }
    }

    struct Deactivate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lock an integration out. Tokens stop at once.")
        @OptionGroup var options: CommonOptions
        @Argument(help: "Code of the integration.") var code: String

        func run() async throws {
            try await Settings(options).withTown { town in
                _ = try await IntegrationService(town: town)
                    .update(code, IntegrationChange(active: false), by: .console)
            }
        }
    }

    struct Activate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let an integration in again.")
        @OptionGroup var options: CommonOptions
        @Argument(help: "Code of the integration.") var code: String

        func run() async throws {
            try await Settings(options).withTown { town in
                _ = try await IntegrationService(town: town)
                    .update(code, IntegrationChange(active: true), by: .console)
            }
        }
    }
}

struct GrantedPermissions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A permission to give; may be repeated.",
            discussion: "One of \(Permission.givable.map(\.rawValue).joined(separator: ", "))."
        )
    )
    var permission: [String] = []
}

extension Integration {
    /// Its permissions, for a person to read.
    fileprivate var words: String {
        permissions.isEmpty ? "no permission" : permissions.map(\.rawValue).joined(separator: ", ")
    }
}
