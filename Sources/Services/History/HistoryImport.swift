import Foundation
import Municipality
import Postgres
import Store

/// One import of history, in the transaction that it happens in.
struct HistoryImport {
    let town: Town
    let mapping: HistoryMapping
    let options: ImportOptions
    let transaction: PostgresTransaction
    private(set) var problems: [RowProblem] = []

    init(_ town: Town, mapping: HistoryMapping, options: ImportOptions, transaction: PostgresTransaction) {
        self.town = town
        self.mapping = mapping
        self.options = options
        self.transaction = transaction
    }

    /// Gives one row of the file after another with what is wrong with it by column, then nil.
    typealias Reading = () throws -> (number: Int, row: Result<HistoryStore.Row, ServiceError>)?

    /// Days from registration after which a ticket is due that the file gives no time for.
    private static let daysToAct = 30

    /// Stages the rows, checks them against each other and the town, and stores them.
    ///
    /// - Returns: how many appeals were made. When there are ``problems`` and they are not to be skipped, none is, and the
    ///   transaction is to be rolled back.
    mutating func run(next: Reading) async throws -> Int {
        try await HistoryStore.begin(on: transaction)
        guard try await stage(next) else { return 0 }
        try await refuseDuplicates()
        try await resolveNames()
        guard problems.isEmpty || options.skipBad else { return 0 }
        let rows = try await HistoryStore.rows(on: transaction)
        guard !rows.isEmpty else { return 0 }
        let ids = try await IntakeStore.reserveIDs(rows.count, on: transaction)
        let numbering = town.numbering
        try await HistoryStore.number(
            zip(rows, ids).lazy.map { row, id in (row, id, numbering.number(of: id)) },
            on: transaction
        )
        return try await HistoryStore.store(in: town.id, daysToAct: Self.daysToAct, on: transaction)
    }

    /// - Returns: whether there is anything on the stage.
    private mutating func stage(_ next: Reading) async throws -> Bool {
        var found: [RowProblem] = []
        func nextGood() throws -> HistoryStore.Row? {
            while let (number, row) = try next() {
                switch row {
                case .success(let row): return row
                case .failure(.invalid(let fields)):
                    found += fields.map {
                        RowProblem(row: number, column: $0.field.isEmpty ? nil : $0.field, message: $0.message)
                    }
                case .failure(let error): throw error
                }
            }
            return nil
        }
        defer { problems += found }
        // COPY needs a row to begin with.
        var row = try nextGood()
        guard row != nil else { return false }
        try await HistoryStore.stage(on: transaction) {
            defer { row = nil }
            return try row ?? nextGood()
        }
        return true
    }

    private mutating func refuseDuplicates() async throws {
        let duplicates = try await HistoryStore.duplicates(in: town.id, on: transaction)
        try await refuse(
            duplicates.map { duplicate in
                RowProblem(
                    row: duplicate.row,
                    column: mapping.columns.externalID,
                    message: duplicate.first.map { "is the same as in row \($0)" } ?? "was imported before"
                )
            }
        )
    }

    private mutating func resolveNames() async throws {
        var (categories, unknownCategories) = try await HistoryCatalogue(
            CategoryStore.all(in: town.id, on: transaction).map { ($0.code, [$0.nameRu, $0.nameEn]) },
            translations: mapping.categories,
            named: "categories"
        ).resolve(HistoryStore.categoryNames(on: transaction))
        var (organisations, unknownOrganisations) = try await HistoryCatalogue(
            OrganisationStore.all(in: town.id, on: transaction).map { ($0.code, [$0.name]) },
            translations: mapping.organisations,
            named: "organisations"
        ).resolve(HistoryStore.organisationNames(on: transaction))
        var hint = ""
        if options.createMissing {
            hint = "; to make one takes letters or digits in its name, and of a category a group"
            let creation = HistoryCreation(municipality: town.id, transaction: transaction)
            categories.merge(try await creation.categories(unknownCategories)) { $1 }
            unknownCategories.removeAll { categories[$0.name] != nil }
            organisations.merge(try await creation.organisations(unknownOrganisations, sector: mapping.sector)) { $1 }
            unknownOrganisations.removeAll { organisations[$0.name] != nil }
        }
        let strayCategories = try await HistoryStore.rows(
            categories: unknownCategories.map(\.name),
            on: transaction
        ).map { row, name in
            RowProblem(
                row: row,
                column: mapping.columns.category,
                message: "the town has no category «\(name)»\(hint)"
            )
        }
        let strayOrganisations = try await HistoryStore.rows(
            organisations: unknownOrganisations.map(\.name),
            on: transaction
        ).map { row, name in
            RowProblem(
                row: row,
                column: mapping.columns.organisation,
                message: "the town has no organisation «\(name)»\(hint)"
            )
        }
        try await refuse(strayCategories + strayOrganisations)
        try await HistoryStore.resolve(
            categories: categories,
            organisations: organisations,
            in: town.id,
            on: transaction
        )
    }

    /// Takes the rows off the stage and remembers why.
    private mutating func refuse(_ refused: [RowProblem]) async throws {
        guard !refused.isEmpty else { return }
        problems += refused
        try await HistoryStore.drop(Array(Set(refused.map(\.row))), on: transaction)
    }
}
