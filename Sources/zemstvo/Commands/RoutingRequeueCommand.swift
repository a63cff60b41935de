import ArgumentParser
import Services

/// `routing requeue`.
struct RoutingRequeueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requeue",
        abstract: "Put registered appeals without a job back in the queue.",
        discussion: """
            `zemstvo doctor` reports such appeals; normally there are none. Jobs that were given up are put back by \
            `zemstvo queue requeue`.
            """
    )
    @OptionGroup var options: CommonOptions

    func run() async throws {
        let count = try await Settings(options).withTown { try await UnroutedAppeals(town: $0).requeue(by: .console) }
        print("\(count) requeued")
    }
}
