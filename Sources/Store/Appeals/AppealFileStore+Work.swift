import Foundation
import Municipality
import Postgres

/// The work on an appeal: its tickets and the projects that it is linked to.
extension AppealFileStore {
    static let tickets: SQL = """
        SELECT t.ticket_id AS id, t.organisation_id AS organisation, o.code, t.state,
            CASE WHEN t.state = 'returned' THEN (
                SELECT e.note FROM ticket_events AS e
                WHERE e.municipality_id = t.municipality_id AND e.ticket_id = t.ticket_id AND e.kind = 'returned'
                LIMIT 1
            ) END AS reason,
            \(fragment: instant(TicketStore.expectedEnd)) AS expected
        FROM tickets AS t
        JOIN organisations AS o ON o.municipality_id = t.municipality_id AND o.organisation_id = t.organisation_id
        WHERE t.municipality_id = a.municipality_id AND t.appeal_id = a.appeal_id
        ORDER BY t.ticket_id
        """

    struct Ticket: Decodable {
        let id: TicketID
        let organisation: OrganisationID
        let code: String
        let state: TicketState
        let reason: String?
        let expected: Int64?

        var ticket: AppealFile.Ticket {
            AppealFile.Ticket(
                id: id,
                organisation: organisation,
                organisationCode: code,
                state: state,
                returnReason: reason,
                expectedEnd: expected.map(Date.init(microseconds:))
            )
        }
    }

    static let projects: SQL = """
        SELECT p.code, \(fragment: instant("l.linked_at")) AS linked
        FROM project_appeals AS l
        JOIN projects AS p ON p.municipality_id = l.municipality_id AND p.project_id = l.project_id
        WHERE l.municipality_id = a.municipality_id AND l.appeal_id = a.appeal_id
        ORDER BY p.code
        """

    struct Project: Decodable {
        let code: String
        let linked: Int64

        var project: AppealFile.Project { AppealFile.Project(code: code, linkedAt: Date(microseconds: linked)) }
    }
}
