import ArgumentParser
import Foundation
import Services

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database's schema up to this program's.",
        discussion: """
            Two roles keep towns apart in the database itself: the owner of the schema, which need not be a superuser \
            and runs this command, and the server's role, which owns nothing and sees the rows of one town at a time.

              CREATE ROLE zemstvo_owner LOGIN; CREATE ROLE zemstvo_server LOGIN;
              CREATE DATABASE zemstvo OWNER zemstvo_owner;

            Set ZEMSTVO_DATABASE_OWNER_URL (`database.owner-url`) to connect as the owner; without it this command \
            connects as all others do. ZEMSTVO_DATABASE_SERVER_ROLE (`database.server-role`) names the server's role.

            Back up with a role that sees every row, because pg_dump refuses to run as any other:

              CREATE ROLE zemstvo_backup LOGIN BYPASSRLS; GRANT pg_read_all_data TO zemstvo_backup;
              pg_dump --format=custom --file=zemstvo.dump zemstvo
              pg_restore --exit-on-error --dbname=zemstvo_again zemstvo.dump
            """,
        subcommands: [Up.self, Status.self]
    )

    struct Up: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Apply what is pending and grant the server's role what it needs. Safe to run twice at once."
        )

        @OptionGroup var options: CommonOptions

        func run() async throws {
            let settings = try await Settings(options)
            let outcome = try await settings.withOwnersDatabase {
                try await SchemaService(database: $0).migrate(serverRole: settings.serverRole)
            }
            for step in outcome.applied { print("applied \(step)") }
            if outcome.applied.isEmpty { print("nothing to apply") }
            guard outcome.hasServerRole else {
                Output.note("the role \(settings.serverRole) does not exist: nothing was granted")
                return
            }
            print("granted to \(settings.serverRole)")
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show which steps the database has. Exits 1 when one is pending or was changed."
        )

        @OptionGroup var options: CommonOptions
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let steps = try await Settings(options).withOwnersDatabase {
                try await SchemaService(database: $0).status()
            }
            if json {
                Output.print(json: steps)
            } else {
                for step in steps {
                    print("\(step.state.rawValue)\t\(step.name)\t\(step.appliedAt?.ISO8601Format() ?? "")")
                }
            }
            if steps.contains(where: { $0.state != .applied }) { throw ExitCode.failure }
        }
    }
}
