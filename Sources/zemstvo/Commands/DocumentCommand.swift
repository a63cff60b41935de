import ArgumentParser
import Web

/// For tests of the API: the document of `/openapi.yaml`, or its strict form.
struct DocumentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "api-document",
        abstract: "Print the OpenAPI document. Needs no database.",
        shouldDisplay: false
    )

    @Flag(help: "Forbid members in answers that are not described.") var strict = false

    func run() throws {
        print(try APIDocument(isStrict: strict).yaml(), terminator: "")
    }
}
