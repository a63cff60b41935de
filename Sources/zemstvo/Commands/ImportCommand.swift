import ArgumentParser
import Foundation
import Municipality
import Services

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take the town's directory, or another system's history, in from CSV files.",
        discussion: """
            UTF-8, comma separated, the first record naming the columns; others than those named are passed over. A file \
            is taken in whole or, when anything is wrong with it, not at all: every problem is told with its row (the \
            header is row 1). With --skip-bad the good rows are taken in and the others listed. The same file again \
            changes nothing; a changed one updates.
            """,
        subcommands: [Organisations.self, Houses.self, Categories.self, Contracts.self, Appeals.self]
    )

    struct Organisations: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Columns: name, sector (state, business, public); perhaps code, parent, kind, phone, email."
        )
        @OptionGroup var options: CommonOptions
        @OptionGroup var file: ImportFileOptions

        func run() async throws {
            try await file.run(options) { town, progress in
                try await ImportService(town: town, by: .console).importOrganisations(
                    from: file.file,
                    options: file.importOptions,
                    progress: progress
                )
            }
        }
    }

    struct Houses: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: """
                Columns: registry_id (or house_id), street, house; perhaps area, lat, lon, year, floors, entrances, flats, \
                area_m2, management_company.
                """,
            discussion: """
                Each name under management_company becomes an organisation with contracts for the service house_upkeep of \
                its houses.
                """
        )
        @OptionGroup var options: CommonOptions
        @OptionGroup var file: ImportFileOptions
        @Option(
            name: .customLong("contracts-from"),
            help: "First day of the contracts of management companies; this year's first of January unless told."
        )
        var contractsFrom: String?

        func validate() throws {
            if let contractsFrom, Day(parsing: contractsFrom) == nil {
                throw ValidationError("--contracts-from is a date as 2026-01-31")
            }
        }

        func run() async throws {
            try await file.run(options) { town, progress in
                try await ImportService(town: town, by: .console).importHouses(
                    from: file.file,
                    options: file.importOptions,
                    contractsFrom: contractsFrom.flatMap { Day(parsing: $0) },
                    progress: progress
                )
            }
        }
    }

    struct Categories: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: """
                Columns: group, group_ru, group_en, code, name_ru, name_en, service; perhaps emergency, limit_hours, \
                keywords (separated by |).
                """
        )
        @OptionGroup var options: CommonOptions
        @OptionGroup var file: ImportFileOptions

        func run() async throws {
            try await file.run(options) { town, progress in
                try await ImportService(town: town, by: .console).importCategories(
                    from: file.file,
                    options: file.importOptions,
                    progress: progress
                )
            }
        }
    }

    struct Contracts: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: """
                Columns: organisation (code or name), service, from; perhaps to, and street and house, or area; with \
                neither the whole town.
                """
        )
        @OptionGroup var options: CommonOptions
        @OptionGroup var file: ImportFileOptions

        func run() async throws {
            try await file.run(options) { town, progress in
                try await ImportService(town: town, by: .console).importContracts(
                    from: file.file,
                    options: file.importOptions,
                    progress: progress
                )
            }
        }
    }

    struct Appeals: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "History of another system, with its own times, by a mapping of its columns.",
            discussion: "Deploy/mappings/boston-311.yaml is an example, and explains the mapping."
        )
        @OptionGroup var options: CommonOptions
        @OptionGroup var file: ImportFileOptions
        @Option(help: ArgumentHelp("The mapping, in YAML.", valueName: "file")) var mapping: String
        @Flag(name: .customLong("create-missing"), help: "Make the categories and organisations that the town lacks.")
        var createMissing = false

        func run() async throws {
            var importOptions = file.importOptions
            importOptions.createMissing = createMissing
            let chosen = importOptions
            try await file.run(options) { town, progress in
                try await HistoryImportService(town: town).importAppeals(
                    from: file.file,
                    mapping: mapping,
                    options: chosen,
                    by: .console,
                    progress: progress
                )
            }
        }
    }
}
