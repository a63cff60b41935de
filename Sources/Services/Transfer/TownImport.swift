public import Municipality
import Postgres
import Store

/// Imports a town from a file of ``TownExport``, with its numbers, codes, tokens and secret.
public struct TownImport: Sendable {
    /// Of one table. No town has so many.
    private static let mostRows = 1 << 40

    private let database: Database

    public init(database: Database) {
        self.database = database
    }

    /// Imports all of it or nothing. The town is active at once.
    /// - Parameter source: returns the file in chunks, and an empty one at the end.
    public func `import`(
        by actor: Actor,
        from source: @escaping () async throws -> [UInt8]
    ) async throws -> TownFileSummary {
        try actor.require(.operateServer)
        do {
            return try await database.transaction { transaction in
                var file = TownFileReader(from: source)
                let header = try await file.header()
                let catalogue = try await catalogue(fitting: header, on: transaction)
                try await TownArrivals.refuseTaken(header.code, on: transaction)
                let town = try await ArrivingTown.make(catalogue, move: nil, by: actor.label, in: transaction) {
                    writer in
                    try await file.rows(1) { try await writer.write($0) }
                }
                guard try await town.code() == header.code else {
                    throw TownFileReader.damaged("its town is not that of its header")
                }
                for (table, entry) in zip(catalogue.all, header.tables).dropFirst() {
                    try await town.stage(table, checked: false) { writer in
                        try await file.rows(entry.rows) { try await writer.write($0) }
                    }
                    if catalogue.jobs.contains(table) {
                        try await town.insertJobs(table)
                    } else {
                        try await town.insert(table)
                    }
                    try await town.clear(table)
                }
                try await town.analyze()
                return TownFileSummary(
                    code: header.code,
                    name: header.name,
                    rows: header.tables.reduce(0) { $0 + $1.rows },
                    sha256: try await file.finish()
                )
            }
        } catch let error as PostgresError {
            if let refusal = TownArrivals.refusal(for: error) { throw refusal }
            guard let category = error.sqlState?.category, ["22", "23"].contains(category) else { throw error }
            throw TownFileReader.damaged("the database refuses its rows (\(error))")
        }
    }

    /// The database's own catalogue, if it equals that of the file.
    private func catalogue(
        fitting header: TownFileHeader,
        on transaction: PostgresTransaction
    ) async throws -> TransferCatalogue {
        let schema = try await SchemaVersion.read(on: transaction)
        guard header.schema == schema else {
            throw ServiceError.conflict(
                """
                the file is of another schema (\(header.schema.name)) than this database (\(schema.name)): export and \
                import with one version of the program, migrated on both sides
                """
            )
        }
        let catalogue = try await TransferCatalogue.read(on: transaction)
        guard header.tables.map(\.name) == catalogue.all.map(\.name),
            header.tables.map(\.columns) == catalogue.all.map(\.columns), header.tables.first?.rows == 1
        else { throw TownFileReader.damaged("its tables are not those of this schema") }
        guard header.tables.allSatisfy({ 0...Self.mostRows ~= $0.rows }) else {
            throw TownFileReader.damaged("its numbers of rows are impossible")
        }
        return catalogue
    }
}
