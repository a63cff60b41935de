package import Municipality
package import Postgres

/// Deletes a town that is not active, with everything that belongs to it.
package enum TownRemoval {
    /// - Parameters:
    ///   - state: the state that the town must still have.
    ///   - move: the attempt that set the state.
    /// - Returns: whether it was in that state.
    package static func remove(
        _ municipality: MunicipalityID,
        state: TownState,
        move: MoveID,
        in transaction: PostgresTransaction
    ) async throws -> Bool {
        let found = try await transaction.query(
            """
            SELECT FROM municipalities
            WHERE municipality_id = \(municipality) AND state = \(state) AND state <> 'active' AND move_id = \(move)
            FOR UPDATE
            """
        )
        guard found.count == 1 else { return false }
        _ = try await transaction.pipeline([
            TownSession.tenant(municipality), "SELECT set_config('zemstvo.transfer', 'on', true)",
        ])
        let catalogue = try await TransferCatalogue.read(on: transaction)
        for table in catalogue.derived + catalogue.tables.reversed() {
            try await transaction.execute(
                "DELETE FROM \(raw: table.quotedName) WHERE municipality_id = \(municipality)"
            )
        }
        try await removeJobs(of: municipality, in: transaction)
        return try await transaction.execute(
            "DELETE FROM municipalities WHERE municipality_id = \(municipality)"
        ) == 1
    }

    static func removeJobs(of municipality: MunicipalityID, in transaction: PostgresTransaction) async throws {
        _ = try await transaction.pipeline([
            "DELETE FROM jobs WHERE arguments ->> 'municipality' = \(String(municipality.rawValue))",
            "DELETE FROM dead_jobs WHERE arguments ->> 'municipality' = \(String(municipality.rawValue))",
        ])
    }
}
