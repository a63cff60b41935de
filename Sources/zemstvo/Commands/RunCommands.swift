import ArgumentParser

/// Where the server listens.
struct ListenOptions: ParsableArguments {
    @Option(help: "Address to listen on. Or ZEMSTVO_HOST. Default: 127.0.0.1.")
    var host: String?

    @Option(help: "TCP port; 0 takes a free one. Or ZEMSTVO_PORT. Default: 8080.")
    var port: Int?

    func validate() throws {
        if let port, !(0...65_535).contains(port) { throw ValidationError("a port is 0 to 65535") }
    }
}

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the API and work the queue in one process, until SIGINT or SIGTERM."
    )

    @OptionGroup var options: CommonOptions
    @OptionGroup var listen: ListenOptions

    func run() async throws {
        try await Process(Settings(options), listen: listen).run(serving: true, working: true)
    }
}

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the API only.",
        discussion: "Jobs wait in the queue for a `zemstvo work`, on this machine or another."
    )

    @OptionGroup var options: CommonOptions
    @OptionGroup var listen: ListenOptions

    func run() async throws {
        try await Process(Settings(options), listen: listen).run(serving: true, working: false)
    }
}

struct Work: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Work the queue only, for every municipality of the database. Any number of workers may run."
    )

    @OptionGroup var options: CommonOptions

    func run() async throws {
        try await Process(Settings(options), listen: ListenOptions()).run(serving: false, working: true)
    }
}
