import ArgumentParser
import Municipality
import Services

/// `routing keywords`.
struct RoutingKeywordsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keywords",
        abstract: "Show how often the catalogue's keywords were right, and which categories they decide by themselves.",
        discussion: """
            Keywords route by themselves only where at least 95 % of their decisions are right, with a confidence of \
            90 %: 45 right and none wrong, 77 with one wrong. Elsewhere they propose categories in triage. The evidence \
            comes with the catalogue (columns keywords_right and keywords_wrong), and from the town's own appeals that \
            were closed without a return or decided by coordinators: --count counts them anew.
            """
    )
    @OptionGroup var options: CommonOptions
    @Flag(help: "Count the town's decided appeals.") var count = false
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let families = try await Settings(options).withTown { town in
            let service = KeywordEvidenceService(town: town)
            return count ? try await service.count(by: .console) : try await service.all(by: .console)
        }
        guard !json else { return Output.print(json: families) }
        Output.print(
            table: families.map { family in
                [family.category]
                    + [family.shipped.right, family.shipped.wrong, family.counted.right, family.counted.wrong]
                    .map(String.init)
                    + [Output.percent(family.lowerBound), family.decides ? "decides" : "proposes"]
            },
            header: ["category", "right", "wrong", "right here", "wrong here", "at least", "keywords"]
        )
    }
}
