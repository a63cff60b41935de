import ArgumentParser
import Services

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look whether database, migrations, clock, disk and queue are in order.",
        discussion: "Exits 0 when nothing failed (warnings pass), 1 otherwise: fit for a monitoring system."
    )

    @OptionGroup var options: CommonOptions
    @Option(help: "A folder on the disk to look at, best the database's own.") var folder = "/"
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let database = try await Settings(options).database()
        let findings = await DoctorService(database: database).examine(folder: folder)
        await database.close()
        if json {
            try Output.print(json: findings)
        } else {
            for finding in findings { print("\(finding.verdict.rawValue)\t\(finding.subject)\t\(finding.message)") }
        }
        if findings.contains(where: { $0.verdict == .failure }) { throw ExitCode.failure }
    }
}
