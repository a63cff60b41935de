import Foundation
package import Municipality
import Postgres

/// Frozen months. The database refuses to change or delete them.
extension StatisticsStore {
    package struct Snapshot: Sendable {
        /// The frozen report, byte for byte.
        package let report: String
        package let sha256: [UInt8]

        package init(report: String, sha256: [UInt8]) {
            self.report = report
            self.sha256 = sha256
        }
    }

    package static func snapshot(
        of month: Month,
        in session: TownSession
    ) async throws -> Snapshot? {
        try await session.query(
            """
            SELECT report, sha256 FROM statistics_snapshots
            WHERE municipality_id = \(session.municipality) AND month = \(month.firstDay)
            """
        ).first.map { row in
            var columns = row.columns
            let snapshot = Snapshot(report: try columns.next(), sha256: try columns.next(Bytea.self).bytes)
            try columns.end()
            return snapshot
        }
    }

    /// - Returns: whether the month was stored; false when it had been frozen before.
    package static func keep(
        _ snapshot: Snapshot,
        of month: Month,
        in session: TownSession
    ) async throws -> Bool {
        try await session.execute(
            """
            INSERT INTO statistics_snapshots (municipality_id, month, frozen_at, report, sha256)
            VALUES (\(session.municipality), \(month.firstDay), \(session.now), \(snapshot.report), \(Bytea(snapshot.sha256)))
            ON CONFLICT ON CONSTRAINT statistics_snapshots_pkey DO NOTHING
            """
        ) == 1
    }
}
