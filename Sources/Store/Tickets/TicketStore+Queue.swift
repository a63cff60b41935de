package import Foundation
package import Municipality
import Postgres

extension TicketStore {
    /// A ticket on a page of its queue: only columns that need no lookup for most tickets.
    package struct QueueRow: Sendable {
        package let id: TicketID
        package let appeal: AppealID
        package let state: TicketState
        package let urgency: Urgency
        package let dueAt: Date
        package let category: CategoryID
        package let house: HouseID?
        /// The address as the resident wrote it, if no house is known.
        package let address: String?
        package let assignee: UserID?
        package let leasedBy: UserID?
        package let leasedUntil: Date?
        package let queuedAt: Date
        package let doneAt: Date?
        /// While it is paused: when work is expected to continue.
        package let expectedEnd: Date?

        init(_ row: PostgresRow) throws {
            var columns = row.columns
            id = try columns.next()
            appeal = try columns.next()
            state = try columns.next()
            urgency = try columns.next()
            dueAt = try columns.next()
            category = try columns.next()
            house = try columns.next()
            address = try columns.next()
            assignee = try columns.next()
            leasedBy = try columns.next()
            leasedUntil = try columns.next()
            queuedAt = try columns.next()
            doneAt = try columns.next()
            expectedEnd = try columns.next()
            try columns.end()
        }
    }

    /// The position of a ticket in its queue: the key of paging.
    package struct Place: Sendable {
        package let urgency: Int16
        package let dueAt: Date
        package let ticket: TicketID

        package init(urgency: Int16, dueAt: Date, ticket: TicketID) {
            self.urgency = urgency
            self.dueAt = dueAt
            self.ticket = ticket
        }

        /// The position before every ticket.
        package static let start = Place(
            urgency: -1,
            dueAt: Date(timeIntervalSince1970: 0),
            ticket: TicketID(rawValue: 0)
        )
    }

    /// The organisation's tickets in those states, most urgent first, starting after `place`.
    package static func queue(
        of organisation: OrganisationID,
        states: [TicketState],
        category: CategoryID?,
        house: HouseID?,
        dueBefore: Date?,
        after place: Place,
        limit: Int,
        in session: TownSession
    ) async throws -> [QueueRow] {
        // Filters that are not used are not in the text, and the limit is a constant, so that one plan serves every
        // page.
        let ofCategory: SQL? = category.map { "AND t.category_id = \($0)" }
        let ofHouse: SQL? = house.map { "AND t.house_id = \($0)" }
        let due: SQL? = dueBefore.map { "AND t.due_at < \($0)" }
        return try await session.query(
            """
            SELECT t.ticket_id, t.appeal_id, t.state, t.urgency, t.due_at, t.category_id, t.house_id,
                CASE WHEN t.house_id IS NULL THEN (
                    SELECT address FROM appeals
                    WHERE municipality_id = t.municipality_id AND appeal_id = t.appeal_id
                ) END,
                t.assignee_id, t.lease_user_id, t.leased_until, t.queued_at, t.done_at, \(fragment: expectedEnd)
            FROM tickets AS t
            WHERE t.municipality_id = \(session.municipality) AND t.organisation_id = \(organisation)
                AND (t.urgency, t.due_at, t.ticket_id) > (\(place.urgency), \(place.dueAt), \(place.ticket))
                \(fragment: condition(on: Set(states)))
                \(fragment: ofCategory ?? "") \(fragment: ofHouse ?? "") \(fragment: due ?? "")
            ORDER BY t.urgency, t.due_at, t.ticket_id
            LIMIT \(raw: String(limit))
            """
        ).map(QueueRow.init)
    }

    /// Repeats the conditions of the partial indexes (open tickets, and others) word for word, when one of them covers
    /// all the states.
    private static func condition(on states: Set<TicketState>) -> SQL {
        let open = SQL(states: TicketState.open)
        let wanted = SQL(states: TicketState.allCases.filter(states.contains))
        guard states != Set(TicketState.open) else { return "AND t.state IN \(fragment: open)" }
        if states.isEmpty { return "AND false" }
        if states.isSubset(of: TicketState.open) {
            return "AND t.state IN \(fragment: open) AND t.state IN \(fragment: wanted)"
        }
        return states.isDisjoint(with: TicketState.open)
            ? "AND t.state NOT IN \(fragment: open) AND t.state IN \(fragment: wanted)"
            : "AND t.state IN \(fragment: wanted)"
    }
}
