import Foundation
import Municipality
import Postgres
import Store

/// One import of history, in its session.
struct HistoryImport {
    let town: Town
    let mapping: HistoryMapping
    let options: ImportOptions
    let session: TownSession
    private(set) var problems: [RowProblem] = []

    init(_ town: Town, mapping: HistoryMapping, options: ImportOptions, session: TownSession) {
        self.town = town
        self.mapping = mapping
        self.options = options
        self.session = session
    }

    /// Returns one row of the file after another, or its problems by column, then nil.
    typealias Reading = () throws -> (number: Int, row: Result<HistoryStore.Row, ServiceError>)?

    /// Stages the rows, checks them against each other and the town, and stores them.
    ///
    /// - Returns: the number of appeals created. When there are ``problems`` that are not to be skipped, it is 0 and
    ///   the transaction has to be rolled back.
    mutating func run(next: Reading) async throws -> Int {
        try await HistoryStore.begin(in: session)
        guard try await stage(next) else { return 0 }
        try await refuseDuplicates()
        try await resolveNames()
        guard problems.isEmpty || options.skipBad else { return 0 }
        let rows = try await HistoryStore.rows(in: session)
        guard !rows.isEmpty else { return 0 }
        let ids = try await AppealIDs().take(
            rows.count,
            over: town.municipality.appealIDsOver,
            in: session
        )
        let numbering = town.numbering
        try await HistoryStore.number(
            zip(rows, ids).lazy.map { row, id in (row, id, numbering.number(of: id)) },
            in: session
        )
        return try await HistoryStore.store(in: session)
    }

    /// - Returns: whether any row was staged.
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
        // COPY requires at least one row.
        var row = try nextGood()
        guard row != nil else { return false }
        try await HistoryStore.stage(in: session) {
            defer { row = nil }
            return try row ?? nextGood()
        }
        return true
    }

    private mutating func refuseDuplicates() async throws {
        let duplicates = try await HistoryStore.duplicates(in: session)
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
            CategoryStore.all(in: session).map { ($0.code, [$0.nameRu, $0.nameEn]) },
            translations: mapping.categories,
            named: "categories"
        ).resolve(HistoryStore.categoryNames(in: session))
        var (organisations, unknownOrganisations) = try await HistoryCatalogue(
            OrganisationStore.all(in: session).map { ($0.code, [$0.name]) },
            translations: mapping.organisations,
            named: "organisations"
        ).resolve(HistoryStore.organisationNames(in: session))
        var hint = ""
        if options.createMissing {
            hint = "; to create one, its name needs a letter or digit, and a category needs a group"
            let creation = HistoryCreation(session: session)
            categories.merge(try await creation.categories(unknownCategories)) { $1 }
            unknownCategories.removeAll { categories[$0.name] != nil }
            organisations.merge(try await creation.organisations(unknownOrganisations, sector: mapping.sector)) { $1 }
            unknownOrganisations.removeAll { organisations[$0.name] != nil }
        }
        let strayCategories = try await HistoryStore.rows(
            categories: unknownCategories.map(\.name),
            in: session
        ).map { row, name in
            RowProblem(
                row: row,
                column: mapping.columns.category,
                message: "the town has no category «\(name)»\(hint)"
            )
        }
        let strayOrganisations = try await HistoryStore.rows(
            organisations: unknownOrganisations.map(\.name),
            in: session
        ).map { row, name in
            RowProblem(
                row: row,
                column: mapping.columns.organisation,
                message: "the town has no organisation «\(name)»\(hint)"
            )
        }
        try await refuse(strayCategories + strayOrganisations)
        // Includes those just created.
        let catalogue = try await CatalogueStore.catalogue(
            version: CatalogueStore.version(in: session),
            in: session
        )
        try await HistoryStore.resolve(
            categories: categories.compactMapValues { catalogue[$0] },
            organisations: organisations,
            in: session
        )
    }

    /// Removes the rows from the stage and records their problems.
    private mutating func refuse(_ refused: [RowProblem]) async throws {
        guard !refused.isEmpty else { return }
        problems += refused
        try await HistoryStore.drop(Array(Set(refused.map(\.row))), in: session)
    }
}
