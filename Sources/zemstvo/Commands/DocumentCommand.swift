import ArgumentParser
import Web

/// For tests of the API: what `/openapi.yaml` serves, or the same in strict words.
struct DocumentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "api-document",
        abstract: "Print the OpenAPI document. Needs no database.",
        shouldDisplay: false
    )

    @Flag(help: "Allow nothing in answers but what is described.") var strict = false

    func run() throws {
        print(try APIDocument(isStrict: strict).yaml(), terminator: "")
    }
}
