package import Foundation
package import Municipality
package import Postgres

/// What happened to an appeal, and the data kept beside it.
package enum AppealHistoryStore {
    package struct Event: Sendable {
        package let at: Date
        package let kind: String
        package let from: AppealState?
        package let to: AppealState?
        package let note: String?
        /// Login of the member of staff; nil for the resident and the machine.
        package let by: String?
    }

    /// Oldest first.
    /// - Parameter publicOnly: without the comments that are for staff.
    package static func events(
        of appeal: AppealID,
        in municipality: MunicipalityID,
        publicOnly: Bool,
        on client: some PostgresClient
    ) async throws -> [Event] {
        try await client.query(
            """
            SELECT e.at, e.kind, e.from_state, e.to_state, e.note, u.login
            FROM appeal_events AS e
            LEFT JOIN staff_users AS u ON u.municipality_id = e.municipality_id AND u.user_id = e.user_id
            WHERE e.municipality_id = \(municipality) AND e.appeal_id = \(appeal) AND (e.public OR NOT \(publicOnly))
            ORDER BY e.event_id
            """
        ).map { row in
            let (at, kind, from, to, note, by) = try row.decode(
                (Date, String, AppealState?, AppealState?, String?, String?).self
            )
            return Event(at: at, kind: kind, from: from, to: to, note: note, by: by)
        }
    }

    /// Keeps what happened without a change of state.
    /// - Parameter isPublic: whether the author sees it.
    package static func note(
        _ appeal: AppealID,
        in municipality: MunicipalityID,
        kind: String,
        text: String?,
        isPublic: Bool,
        user: UserID?,
        at instant: Date,
        on client: some PostgresClient
    ) async throws {
        try await client.execute(
            """
            INSERT INTO appeal_events (municipality_id, appeal_id, at, kind, user_id, note, public)
            VALUES (\(municipality), \(appeal), \(instant), \(kind), \(user), \(text), \(isPublic))
            """
        )
    }

    package struct Contact: Sendable {
        package let name: String?
        package let phone: String?
        package let email: String?
    }

    package static func contact(
        of appeal: AppealID,
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> Contact? {
        try await client.query(
            """
            SELECT name, phone, email FROM appeal_contacts
            WHERE municipality_id = \(municipality) AND appeal_id = \(appeal)
            """
        ).first.map { row in
            let (name, phone, email) = try row.decode((String?, String?, String?).self)
            return Contact(name: name, phone: phone, email: email)
        }
    }
}
