import Foundation
public import Municipality
import Postgres
import Store

/// Writes a whole town to a file: see ``TownFileHeader`` for its format.
public struct TownExport: Sendable {
    private let database: Database

    public init(database: Database) {
        self.database = database
    }

    /// Writes the town as it is at one moment, while it continues to work.
    /// - Parameter sink: gets the file in chunks.
    public func export(
        _ code: String,
        by actor: Actor,
        to sink: @escaping ([UInt8]) async throws -> Void
    ) async throws -> TownFileSummary {
        try actor.require(.operateServer)
        let record = try await Towns(database: database).select(code: code).municipality
        return try await database.snapshot { transaction in
            let town = try await DepartingTown.open(record.id, in: transaction)
            let tables = try await TransferCatalogue.read(on: transaction).all
            let counts = try await town.counts(of: tables)
            let header = TownFileHeader(
                code: record.code.rawValue,
                name: record.name,
                exportedAt: Date(),
                schema: try await SchemaVersion.read(on: transaction),
                tables: zip(tables, counts).map { .init(name: $0.name, columns: $0.columns, rows: $1) }
            )
            var file = TownFileWriter(to: sink)
            try await file.write(line: Array(TownFileHeader.firstLine.utf8))
            try await file.write(line: try header.line)
            for table in tables {
                try await town.copy(table, checked: false) { rows in try await file.write(rows) }
            }
            return TownFileSummary(
                code: header.code,
                name: header.name,
                rows: counts.reduce(0, +),
                sha256: try await file.finish()
            )
        }
    }
}
