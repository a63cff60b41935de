package import Foundation
package import Municipality
package import Postgres

/// The answers to requests with an idempotency key.
package enum IdempotencyStore {
    package struct Entry: Sendable {
        /// SHA-256 of the first request with the key.
        package let requestHash: Bytea
        package let appeal: AppealID
        package let number: AppealNumber
        package let registeredAt: Date
        /// The clocks as they were at registration.
        package fileprivate(set) var clocks: [Clock]
    }

    package static func entry(
        _ key: String,
        in session: TownSession
    ) async throws -> Entry? {
        let rows = try await session.query(
            """
            SELECT k.request_hash, a.appeal_id, a.number, a.registered_at,
                c.policy, c.norm, c.started_at, c.deadline_at
            FROM idempotency_keys AS k
            JOIN appeals AS a ON a.municipality_id = k.municipality_id AND a.appeal_id = k.appeal_id
            LEFT JOIN clocks AS c
                ON c.municipality_id = a.municipality_id AND c.subject = 'appeal' AND c.subject_id = a.appeal_id
                    AND c.at_intake
            WHERE k.municipality_id = \(session.municipality) AND k.key = \(key)
            ORDER BY c.policy
            """
        )
        var entry: Entry?
        for row in rows {
            var columns = row.columns
            var read = Entry(
                requestHash: try columns.next(),
                appeal: try columns.next(),
                number: try columns.next(),
                registeredAt: try columns.next(),
                clocks: entry?.clocks ?? []
            )
            if let policy = try columns.next(ClockPolicy.Code?.self) {
                read.clocks.append(
                    Clock(
                        policy: policy,
                        norm: try columns.next(),
                        startedAt: try columns.next(),
                        deadlineAt: try columns.next()
                    )
                )
                try columns.end()
            }
            entry = read
        }
        return entry
    }

    /// Deletes keys used before the instant.
    /// - Returns: the number of deleted keys.
    package static func forget(usedBefore instant: Date, in session: TownSession) async throws -> Int {
        try await session.execute(
            """
            DELETE FROM idempotency_keys
            WHERE municipality_id = \(session.municipality) AND created_at < \(instant)
            """
        )
    }
}
