import ArgumentParser
import Services

/// `town region`.
struct TownRegionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "region",
        abstract: "Show or set the region of a municipality.",
        discussion: """
            An address that names another region, such as «Костромская область, ул. Мира, 5», finds no house of the \
            town; an appeal with it waits in triage. Districts are not compared. Where no region is set, none is \
            compared. A server sees a change with the next address:
              zemstvo town region "Ярославская область" --town tutaev
            """
    )
    @OptionGroup var options: CommonOptions
    @Argument(help: "The region; abbreviations such as «Ярославская обл.» are understood.") var region: String?
    @Flag(help: "Remove the region.") var remove = false

    func validate() throws {
        guard region == nil || !remove else { throw ValidationError("give a region, or --remove") }
    }

    func run() async throws {
        let settings = try await Settings(options)
        let (name, current) = try await settings.withDatabase { database in
            let towns = Towns(database: database)
            let town = try await towns.select(code: settings.town)
            guard region != nil || remove else { return (town.municipality.name, town.municipality.region) }
            return (town.municipality.name, try await towns.set(region: region, of: town, by: .console))
        }
        print(current.map { "\(name): \($0)" } ?? "\(name) has no region")
    }
}
