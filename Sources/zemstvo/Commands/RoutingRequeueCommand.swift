import ArgumentParser
import Services

/// `routing requeue`.
struct RoutingRequeueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requeue",
        abstract: "Put registered appeals that have no job back in the queue.",
        discussion:
            "There are none in good order; `zemstvo doctor` names them. Jobs that were given up: `zemstvo queue requeue`."
    )
    @OptionGroup var options: CommonOptions

    func run() async throws {
        let count = try await Settings(options).withTown { try await UnroutedAppeals(town: $0).requeue(by: .console) }
        print("\(count) requeued")
    }
}
