package import Municipality
import Postgres

/// Pauses. They are only added and ended, never overwritten.
package enum ClockPauseStore {
    /// Stores the beginning of a pause of something that is not paused.
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

    /// Sets the end of the pauses that are open.
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
