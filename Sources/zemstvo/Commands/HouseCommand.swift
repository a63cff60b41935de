import ArgumentParser
import Foundation
import JSONText
import Services
import Web

struct HouseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "house",
        abstract: "The houses of the town.",
        subcommands: [Find.self]
    )

    struct Find: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find the houses of written addresses.",
            discussion: """
                An address finds a house only if it can mean no other; otherwise the houses that it may mean are \
                printed. One that names another region than the town's (`zemstvo town region`) finds none. The exit status is 1 if one of the addresses finds no house.

                  zemstvo house find 'ул. Моторостроителей, д. 5, кв. 12'
                  cut -f 3 table.tsv | zemstvo house find --file -
                """
        )
        @OptionGroup var options: CommonOptions
        @Argument(help: "Addresses.") var addresses: [String] = []
        @Option(help: ArgumentHelp("Read addresses from a file, one a line.", valueName: "file|-")) var file: String?
        @Flag(help: "Print JSON, an object a line.") var json = false

        struct Found: JSONObject {
            let address: String
            let finding: HouseFinding

            static let members = JSONMembers<Found>("FoundHouse") {
                JSONMember("typed") { $0.address }
                JSONMember("house") { $0.finding.house }
                JSONMember("candidates") { $0.finding.candidates }
                JSONMember("other_region") { $0.finding.isElsewhere }
            }
        }

        func validate() throws {
            guard addresses.isEmpty != (file == nil) else {
                throw ValidationError("give addresses, or a file of them with --file")
            }
        }

        func run() async throws {
            let typed = try lines()
            let found = try await Settings(options).withTown { town in
                try await HouseService(town: town).find(typed)
            }
            if json {
                for (address, finding) in zip(typed, found) {
                    let line = JSONWriter.bytes(of: Found(address: address, finding: finding))
                    print(String(decoding: line, as: UTF8.self))
                }
            } else {
                Output.print(
                    table: zip(typed, found).map { address, finding in
                        [
                            address, finding.house.map { String($0.houseID) } ?? "-", finding.house?.address ?? "-",
                            finding.candidates.map(\.address).joined(separator: "; "),
                        ]
                    },
                    header: ["ADDRESS", "HOUSE ID", "HOUSE", "CANDIDATES"]
                )
            }
            if found.contains(where: { $0.house == nil }) { throw ExitCode.failure }
        }

        private func lines() throws -> [String] {
            guard let file else { return addresses }
            let input = try InputFile(file)
            var bytes: [UInt8] = []
            while case let chunk = try input.read(), !chunk.isEmpty { bytes += chunk }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw ValidationError("the file \(file) is not UTF-8")
            }
            return text.split(whereSeparator: \.isNewline).map(String.init)
        }
    }
}
