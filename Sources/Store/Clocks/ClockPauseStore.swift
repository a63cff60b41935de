package import Municipality
import Postgres

/// The ledger of pauses.
package enum ClockPauseStore {
    /// Writes a pause that begins, of something that is not paused.
    package static func begin(
        _ pause: ClockPause,
        of subject: ClockSubject,
        _ id: Int64,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            INSERT INTO clock_pauses (municipality_id, subject, subject_id, paused_at, expected_end, ground, actor_kind,
                actor_id)
            VALUES (\(session.municipality), \(subject), \(id), \(pause.pausedAt), \(pause.expectedEnd), \(pause.ground),
                \(session.actor.kind), \(session.actor.id))
            """
        )
    }

    /// Fills in the end of the pauses that last.
    package static func end(
        of subject: ClockSubject,
        _ ids: [Int64],
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            UPDATE clock_pauses SET resumed_at = greatest(\(session.now), paused_at)
            WHERE municipality_id = \(session.municipality) AND subject = \(subject) AND subject_id = ANY (\(ids))
                AND resumed_at IS NULL
            """
        )
    }
}
