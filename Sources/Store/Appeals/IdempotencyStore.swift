package import Foundation
package import Municipality
package import Postgres

/// What was answered to requests that carried an idempotency key.
package enum IdempotencyStore {
    package struct Entry: Sendable {
        /// SHA-256 of the request that used the key first.
        package let requestHash: Bytea
        package let appeal: AppealID
        package let number: AppealNumber
        package let registeredAt: Date
        /// As they stood at registration.
        package let clocks: [AppealClock]
    }

    package static func entry(
        _ key: String,
        in session: TownSession
    ) async throws -> Entry? {
        let rows = try await session.query(
            """
            SELECT k.request_hash, a.appeal_id, a.number, a.registered_at,
                c.kind, c.norm, c.started_at, c.deadline_at
            FROM idempotency_keys AS k
            JOIN appeals AS a ON a.municipality_id = k.municipality_id AND a.appeal_id = k.appeal_id
            JOIN appeal_clocks AS c
                ON c.municipality_id = a.municipality_id AND c.appeal_id = a.appeal_id
            WHERE k.municipality_id = \(session.municipality) AND k.key = \(key) AND c.at_intake
            ORDER BY c.kind
            """
        )
        var entry: Entry?
        for row in rows {
            let (hash, appeal, number, registeredAt, kind, norm, startedAt, deadlineAt) = try row.decode(
                (Bytea, AppealID, AppealNumber, Date, AppealClock.Kind, String, Date, Date).self
            )
            let clock = AppealClock(kind: kind, norm: norm, startedAt: startedAt, deadlineAt: deadlineAt)
            entry = Entry(
                requestHash: hash,
                appeal: appeal,
                number: number,
                registeredAt: registeredAt,
                clocks: (entry?.clocks ?? []) + [clock]
            )
        }
        return entry
    }

    /// Forgets keys used before the instant.
    /// - Returns: how many.
    package static func forget(usedBefore instant: Date, in session: TownSession) async throws -> Int {
        try await session.execute(
            """
            DELETE FROM idempotency_keys
            WHERE municipality_id = \(session.municipality) AND created_at < \(instant)
            """
        )
    }
}
