import ArgumentParser
import Foundation
import Jobs
import Services

struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "The durable queue of jobs.",
        subcommands: [Status.self, Failed.self, Requeue.self]
    )

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show how much work of each kind waits, runs, and was given up.",
            discussion: "A job may contain many units of work. The units are counted: for `route`, appeals."
        )
        @OptionGroup var options: CommonOptions
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let status = try await Settings(options).withDatabase { database in
                try await QueueAdministration(database: database).status(by: .console)
            }
            guard !json else { return Output.print(json: status) }
            Output.print(
                table: status.map {
                    [
                        $0.kind, String($0.ready), String($0.scheduled), String($0.running), String($0.dead),
                        $0.oldestReadySeconds.map { "\(Int($0)) s" } ?? "-",
                    ]
                },
                header: ["KIND", "READY", "SCHEDULED", "RUNNING", "DEAD", "OLDEST READY"]
            )
        }
    }

    struct Failed: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the jobs that were given up, newest first, with their last error."
        )
        @OptionGroup var options: CommonOptions
        @Option(help: "Maximum number of jobs to list.") var limit = 50
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let failed = try await Settings(options).withDatabase { database in
                try await QueueAdministration(database: database).failed(limit: limit, by: .console)
            }
            guard !json else { return Output.print(json: failed) }
            Output.print(
                table: failed.map {
                    [
                        String($0.id), $0.kind, $0.diedAt.ISO8601Format(), String($0.errors.count),
                        $0.errors.last?.error ?? "",
                    ]
                },
                header: ["ID", "KIND", "GIVEN UP", "ATTEMPTS", "LAST ERROR"]
            )
        }
    }

    struct Requeue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Put jobs that were given up back in the queue.")
        @OptionGroup var options: CommonOptions
        @Argument(help: "Ids of jobs.") var ids: [Int64] = []
        @Option(help: "All jobs of this kind.") var kind: String?
        @Flag(help: "All jobs.") var all = false

        func validate() throws {
            guard [!ids.isEmpty, kind != nil, all].count(where: { $0 }) == 1 else {
                throw ValidationError("name the jobs in one way: by ids, by --kind or by --all")
            }
        }

        func run() async throws {
            let selection: JobQueue.Selection =
                all ? .all : kind.map { .kind(JobKind(rawValue: $0)) } ?? .ids(ids)
            let count = try await Settings(options).withDatabase { database in
                try await QueueAdministration(database: database).requeue(selection, by: .console)
            }
            print("\(count) requeued")
        }
    }
}
