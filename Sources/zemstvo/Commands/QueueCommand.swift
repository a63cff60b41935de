import ArgumentParser
import Foundation
import Jobs
import Services

struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "The durable queue of jobs.",
        discussion: "Of all municipalities, or of one with --town.",
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
            let status = try await options.withQueue { queue in
                try await queue.status(by: .console)
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
            let failed = try await options.withQueue { queue in
                try await queue.failed(limit: limit, by: .console)
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
            let count = try await options.withQueue { queue in
                try await queue.requeue(selection, by: .console)
            }
            print("\(count) requeued")
        }
    }
}

extension CommonOptions {
    /// Calls the body with the queue, of one municipality if the options name it.
    fileprivate func withQueue<Result: Sendable>(
        _ body: @Sendable (QueueAdministration) async throws -> Result
    ) async throws -> Result {
        let settings = try await Settings(self)
        return try await settings.withDatabase { database in
            var town: Town?
            if let code = settings.town { town = try await Towns(database: database).select(code: code) }
            return try await body(QueueAdministration(database: database, town: town))
        }
    }
}
