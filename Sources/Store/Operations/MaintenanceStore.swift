package import Foundation
package import Municipality
package import Postgres

/// Finds the towns in which maintenance is due.
package enum MaintenanceStore {
    /// Number of towns checked in one round trip.
    private static let share = 100

    /// Those of the towns that have an answer given before `answeredBefore` and still open, or an idempotency key used
    /// before `keysBefore`. Each town is checked separately, because of row-level security.
    package static func due(
        in towns: [MunicipalityID],
        answeredBefore: Date,
        keysBefore: Date,
        on connection: PostgresConnection
    ) async throws -> Set<MunicipalityID> {
        var due: Set<MunicipalityID> = []
        for start in stride(from: 0, to: towns.count, by: share) {
            let some = towns[start..<min(start + share, towns.count)]
            // Without BEGIN, the statements of one pipeline form one transaction. Each belongs to the town that was set
            // last.
            let answers = try await connection.pipeline(
                some.flatMap { town -> [SQL] in
                    [
                        TownSession.tenant(town),
                        """
                        SELECT EXISTS (
                            SELECT FROM appeals
                            WHERE municipality_id = \(town) AND state = 'answered' AND answered_at < \(answeredBefore)
                                AND answered_at IS NOT NULL AND closed_at IS NULL
                        ) OR EXISTS (
                            SELECT FROM idempotency_keys WHERE municipality_id = \(town) AND created_at < \(keysBefore)
                        )
                        """,
                    ]
                }
            )
            for (index, town) in some.enumerated() where try answers[2 * index + 1].only(Bool.self) { due.insert(town) }
        }
        return due
    }
}
