import ArgumentParser
import Foundation
import Municipality
import Services

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import the town's directory, or the history of another system, from CSV files.",
        discussion: """
            Files are UTF-8 and separated by commas. The first row names the columns; unknown columns are ignored. A file \
            is imported whole or, when anything in it is wrong, not at all. Every problem is reported with its row (the \
            header is row 1). Notes tell what is worth knowing of the others. With --skip-bad the good rows are imported and the others reported. Importing the same \
            file again changes nothing; a changed file updates.
            """,
        subcommands: [Organisations.self, Houses.self, Categories.self, Contracts.self, Appeals.self]
    )

    struct Organisations: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Columns: name, sector (state, business, public). Optional: code, parent, kind, phone, email."
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
                Columns: registry_id (or house_id), and street and house, or address. Optional: settlement, fias_guid, \
                area, lat, lon, year, floors, entrances, flats, area_m2, management_company.
                """,
            discussion: """
                An address such as «г. Тутаев, ул. Мира, д. 5, корп. 2» is divided. A row of which something is not \
                understood, such as another town, a corner or a street without its kind, is refused with the words in \
                question; give such houses in street and house. Flats of one house are one house. settlement is a village \
                or a part of the town, such as «д. Ивановка»; in a village without streets the street is empty.

                Each name under management_company becomes an organisation with contracts for the service house_upkeep of \
                its houses.
                """
        )
        @OptionGroup var options: CommonOptions
        @OptionGroup var file: ImportFileOptions
        @Option(
            name: .customLong("contracts-from"),
            help: "First day of the contracts of management companies. Default: 1 January of this year."
        )
        var contractsFrom: String?

        func validate() throws {
            if let contractsFrom, Day(parsing: contractsFrom) == nil {
                throw ValidationError("--contracts-from is a date such as 2026-01-31")
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
                Columns: group, group_ru, group_en, code, name_ru, name_en, service. Optional: emergency, limit_hours, \
                keywords (separated by |), keywords_right and keywords_wrong (texts on which they were \
                right and wrong).
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
                Columns: organisation (code or name), service, from. Optional: to; street and house \
                (with settlement), or address, or area. \
                Without a place the contract covers the whole town.
                """,
            discussion: """
                A row with a street and an empty settlement is about a house of the town itself, as in the register. A row is \
                for one whole house: ranges and lists such as «5-7», and addresses that can mean several houses, are \
                refused.
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
            abstract: "Appeals of another system with their own times. A mapping says what its columns mean.",
            discussion: "Deploy/mappings/boston-311.yaml is an example and explains the format of a mapping."
        )
        @OptionGroup var options: CommonOptions
        @OptionGroup var file: ImportFileOptions
        @Option(help: ArgumentHelp("The mapping, in YAML.", valueName: "file")) var mapping: String
        @Flag(name: .customLong("create-missing"), help: "Create the categories and organisations that the town lacks.")
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
