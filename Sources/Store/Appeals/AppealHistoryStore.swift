package import Foundation
package import Municipality
import Postgres

/// The events of an appeal, and the data stored with them.
package enum AppealHistoryStore {
    package struct Event: Sendable {
        package let at: Date
        package let kind: AppealEventKind
        package let from: AppealState?
        package let to: AppealState?
        package let note: String?
        /// Login of the member of staff, or the system's user name at the command line; nil for all other actors.
        package let by: String?
    }

    /// Stores an event that does not change the state.
    /// - Parameter isPublic: whether the author sees it.
    package static func note(
        _ appeal: AppealID,
        kind: AppealEventKind,
        text: String?,
        isPublic: Bool,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            INSERT INTO appeal_events (municipality_id, appeal_id, at, kind, actor_kind, actor_id, note, public)
            VALUES (\(session.municipality), \(appeal), \(session.now), \(kind), \(session.actor.kind), \(session.actor.id),
                \(text), \(isPublic))
            """
        )
    }
}
