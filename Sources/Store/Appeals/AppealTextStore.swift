package import Municipality
package import Postgres

/// What residents said, in their own words.
package enum AppealTextStore {
    package static func texts(
        of appeals: [AppealID],
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> [AppealID: String] {
        guard !appeals.isEmpty else { return [:] }
        let rows = try await client.query(
            """
            SELECT appeal_id, text FROM appeal_texts
            WHERE municipality_id = \(municipality) AND appeal_id = ANY (\(appeals))
            """
        )
        var texts: [AppealID: String] = [:]
        texts.reserveCapacity(rows.count)
        for row in rows {
            var columns = row.columns
            texts[try columns.next()] = try columns.next(String.self)
        }
        return texts
    }
}
