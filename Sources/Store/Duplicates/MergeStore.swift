package import Foundation
package import Municipality
package import Postgres

/// Appeals that joined others about the same thing.
package enum MergeStore {
    /// A merge that stands.
    package struct Row: Sendable {
        package let id: Int64
        package let target: AppealID
        package let targetNumber: AppealNumber
        package let mergedAt: Date
    }

    /// What the appeal joined, if it did.
    package static func current(
        of appeal: AppealID,
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> Row? {
        try await client.query(
            """
            SELECT m.merge_id, m.target_id, target.number, m.merged_at
            FROM appeal_merges AS m
            JOIN appeals AS target ON target.municipality_id = m.municipality_id AND target.appeal_id = m.target_id
            WHERE m.municipality_id = \(municipality) AND m.appeal_id = \(appeal) AND m.undone_at IS NULL
            """
        ).first.map { row in
            let (id, target, number, mergedAt) = try row.decode((Int64, AppealID, AppealNumber, Date).self)
            return Row(id: id, target: target, targetNumber: number, mergedAt: mergedAt)
        }
    }

    package static func add(
        _ appeal: AppealID,
        into target: AppealID,
        in municipality: MunicipalityID,
        user: UserID?,
        at instant: Date,
        on client: some PostgresClient
    ) async throws {
        try await client.execute(
            """
            INSERT INTO appeal_merges (municipality_id, appeal_id, target_id, merged_at, user_id)
            VALUES (\(municipality), \(appeal), \(target), \(instant), \(user))
            """
        )
    }

    package static func undo(
        _ merge: Int64,
        in municipality: MunicipalityID,
        user: UserID?,
        at instant: Date,
        on client: some PostgresClient
    ) async throws {
        try await client.execute(
            """
            UPDATE appeal_merges SET undone_at = greatest(\(instant), merged_at), undone_by = \(user)
            WHERE municipality_id = \(municipality) AND merge_id = \(merge)
            """
        )
    }

    /// An appeal that joined another.
    package struct Joined: Sendable {
        package let number: AppealNumber
        package let text: String
        package let address: String?
        package let contact: AppealHistoryStore.Contact
    }

    /// Those that joined the appeal, first come first.
    package static func joined(
        to target: AppealID,
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> [Joined] {
        try await client.query(
            """
            SELECT a.number, words.text, coalesce(h.street || ', ' || h.number, a.address), c.name, c.phone, c.email
            FROM appeal_merges AS m
            JOIN appeals AS a ON a.municipality_id = m.municipality_id AND a.appeal_id = m.appeal_id
            JOIN appeal_texts AS words ON words.municipality_id = a.municipality_id AND words.appeal_id = a.appeal_id
            LEFT JOIN houses AS h ON h.municipality_id = a.municipality_id AND h.house_id = a.house_id
            LEFT JOIN appeal_contacts AS c ON c.municipality_id = a.municipality_id AND c.appeal_id = a.appeal_id
            WHERE m.municipality_id = \(municipality) AND m.target_id = \(target) AND m.undone_at IS NULL
            ORDER BY m.merge_id
            """
        ).map { row in
            let (number, text, address, name, phone, email) = try row.decode(
                (AppealNumber, String, String?, String?, String?, String?).self
            )
            return Joined(
                number: number,
                text: text,
                address: address,
                contact: AppealHistoryStore.Contact(name: name, phone: phone, email: email)
            )
        }
    }
}
