package import Municipality
import Postgres

/// The residents' own texts.
package enum AppealTextStore {
    package static func texts(
        of appeals: [AppealID],
        in session: TownSession
    ) async throws -> [AppealID: String] {
        try await read(appeals, in: session) { String(decoding: $0, as: UTF8.self) }
    }

    /// The results of `body` for each text's UTF-8, which `body` must not keep.
    package static func read<Reading>(
        _ appeals: [AppealID],
        in session: TownSession,
        _ body: (UnsafeRawBufferPointer) -> Reading
    ) async throws -> [AppealID: Reading] {
        guard !appeals.isEmpty else { return [:] }
        let rows = try await session.query(
            """
            SELECT appeal_id, text FROM appeal_texts
            WHERE municipality_id = \(session.municipality) AND appeal_id = ANY (\(appeals))
            """
        )
        var readings: [AppealID: Reading] = [:]
        readings.reserveCapacity(rows.count)
        for row in rows {
            var columns = row.columns
            let appeal: AppealID = try columns.next()
            readings[appeal] = try columns.nextBytes(body)
            try columns.end()
        }
        return readings
    }
}
