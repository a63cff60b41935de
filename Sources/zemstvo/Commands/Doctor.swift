import ArgumentParser
import Services

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the database, migrations, clock, queue, separation of towns, references and disk.",
        discussion: "Exits 1 when a check failed. Warnings do not count as failures."
    )

    @OptionGroup var options: CommonOptions
    @Option(help: "A folder on the disk whose free space is checked, such as the database's.") var folder = "/"
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let database = try await Settings(options).database()
        let findings = await DoctorService(database: database).examine(folder: folder)
        await database.close()
        if json {
            Output.print(json: findings)
        } else {
            for finding in findings { print("\(finding.verdict.rawValue)\t\(finding.subject)\t\(finding.message)") }
        }
        if findings.contains(where: { $0.verdict == .failure }) { throw ExitCode.failure }
    }
}
