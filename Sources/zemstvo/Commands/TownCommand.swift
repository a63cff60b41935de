import ArgumentParser
import Foundation
import JSONText
import Municipality
import Services

struct TownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "town",
        abstract: "Municipalities: the tenants of a database.",
        subcommands: [
            Create.self, List.self, TownRegionCommand.self, TownHostCommand.self, Export.self, Import.self, Move.self,
            Remove.self,
        ]
    )

    struct Summary: JSONObject {
        let code: String
        let name: String
        let timeZone: String
        let region: String?
        let state: String
        /// The other database, unless the town is active.
        let peer: String?

        static let members = JSONMembers<Summary>("Town") {
            JSONMember("code") { $0.code }
            JSONMember("name") { $0.name }
            JSONMember("time_zone") { $0.timeZone }
            JSONMember("region") { $0.region }
            JSONMember("state") { $0.state }
            JSONMember("peer") { $0.peer }
        }

        init(_ record: MunicipalityRecord, peer: String? = nil) {
            code = record.code.rawValue
            name = record.name
            timeZone = record.timeZone.identifier
            region = record.region
            state = record.state.rawValue
            self.peer = record.state == .active ? nil : peer
        }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Create a municipality.")

        @OptionGroup var options: CommonOptions
        @Option(help: "Its name, such as «Тутаев».") var name: String
        @Option(name: .customLong("time-zone"), help: "Its time zone, such as Europe/Moscow.") var timeZone: String
        @Option(help: "Its region, such as «Ярославская область». See `zemstvo town region`.") var region: String?
        @Option(help: "Its code for --town. Default: made from the name.") var code: String?
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let town = try await Settings(options).withDatabase { database in
                let towns = Towns(database: database)
                return Summary(
                    try await towns.create(name: name, code: code, timeZone: timeZone, region: region, by: .console)
                )
            }
            if json {
                Output.print(json: town)
            } else {
                print("created \(town.code) (\(town.name), \(town.timeZone))")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the municipalities.",
            discussion: """
                A town is active, moving to another database, moved there, or arriving from one. Only an active town takes \
                writes.
                """
        )

        @OptionGroup var options: CommonOptions
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let (towns, standings) = try await Settings(options).withDatabase { database in
                (try await Towns(database: database).all(), try await TownStandings(database: database).all())
            }
            let peers = Dictionary(standings.map { ($0.code, $0.peer) }) { first, _ in first }
            let summaries = towns.compactMap { try? $0.get() }.map { Summary($0, peer: peers[$0.code.rawValue] ?? nil) }
            for case .failure(let broken) in towns { Output.note("\(broken)") }
            if json {
                Output.print(json: summaries)
            } else {
                Output.print(
                    table: summaries.map {
                        [$0.code, $0.name, $0.timeZone, $0.state, $0.peer ?? "", $0.region ?? ""]
                    },
                    header: ["CODE", "NAME", "TIME ZONE", "STATE", "OTHER DATABASE", "REGION"]
                )
            }
        }
    }
}
