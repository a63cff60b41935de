package import Foundation
package import Municipality
import Postgres

/// Appeals that were merged into others about the same thing.
package enum MergeStore {
    /// A merge in effect.
    package struct Row: Sendable {
        package let id: Int64
        package let target: AppealID
        package let targetNumber: AppealNumber
        package let mergedAt: Date
    }

    /// The appeal's merge into another, if any.
    package static func current(
        of appeal: AppealID,
        in session: TownSession
    ) async throws -> Row? {
        try await session.query(
            """
            SELECT m.merge_id, m.target_id, target.number, m.merged_at
            FROM appeal_merges AS m
            JOIN appeals AS target ON target.municipality_id = m.municipality_id AND target.appeal_id = m.target_id
            WHERE m.municipality_id = \(session.municipality) AND m.appeal_id = \(appeal) AND m.undone_at IS NULL
            """
        ).first.map { row in
            var columns = row.columns
            let merge = Row(
                id: try columns.next(),
                target: try columns.next(),
                targetNumber: try columns.next(),
                mergedAt: try columns.next()
            )
            try columns.end()
            return merge
        }
    }

    package static func add(
        _ appeal: AppealID,
        into target: AppealID,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            INSERT INTO appeal_merges (municipality_id, appeal_id, target_id, merged_at, actor_kind, actor_id)
            VALUES (\(session.municipality), \(appeal), \(target), \(session.now), \(session.actor.kind),
                \(session.actor.id))
            """
        )
    }

    package static func undo(
        _ merge: Int64,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            UPDATE appeal_merges
            SET undone_at = greatest(\(session.now), merged_at), undone_by_kind = \(session.actor.kind),
                undone_by_id = \(session.actor.id)
            WHERE municipality_id = \(session.municipality) AND merge_id = \(merge)
            """
        )
    }

    /// An appeal that was merged into another.
    package struct Joined: Sendable {
        package let number: AppealNumber
        package let text: String
        package let address: String?
        package let contact: AppealContact
    }

    /// Those of the appeals that others were merged into.
    package static func targets(among appeals: [AppealID], in session: TownSession) async throws -> [AppealID] {
        try await session.query(
            """
            SELECT DISTINCT target_id FROM appeal_merges
            WHERE municipality_id = \(session.municipality) AND target_id = ANY (\(appeals)) AND undone_at IS NULL
            """
        ).decode(AppealID.self)
    }

    /// The number of appeals that were merged into the appeal.
    package static func count(joinedTo target: AppealID, in session: TownSession) async throws -> Int {
        try await session.query(
            """
            SELECT count(*) FROM appeal_merges
            WHERE municipality_id = \(session.municipality) AND target_id = \(target) AND undone_at IS NULL
            """
        ).only(Int.self)
    }
}
