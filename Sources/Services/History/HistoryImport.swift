import Foundation
import Municipality
import Postgres
import Store

/// One import of history, in the session that it happens in.
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

    /// Gives one row of the file after another with what is wrong with it by column, then nil.
    typealias Reading = () throws -> (number: Int, row: Result<HistoryStore.Row, ServiceError>)?

    /// Stages the rows, checks them against each other and the town, and stores them.
    ///
    /// - Returns: how many appeals were made. When there are ``problems`` and they are not to be skipped, none is, and the
    ///   transaction is to be rolled back.
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
            hint = "; to make one takes letters or digits in its name, and of a category a group"
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
        // Those just made are in it.
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

    /// Takes the rows off the stage and remembers why.
    private mutating func refuse(_ refused: [RowProblem]) async throws {
        guard !refused.isEmpty else { return }
        problems += refused
        try await HistoryStore.drop(Array(Set(refused.map(\.row))), in: session)
    }
}
