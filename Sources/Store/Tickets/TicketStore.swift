package import Foundation
package import Municipality
import Postgres

/// Tickets: reads single ones and moves them from state to state.
package enum TicketStore {
    /// A ticket as its organisation sees it.
    package struct Row: Sendable {
        package let id: TicketID
        package let appeal: AppealID
        package let number: AppealNumber
        package let organisation: OrganisationID
        package let organisationCode: String
        package let state: TicketState
        package let urgency: Urgency
        package let dueAt: Date
        package let category: CategoryID
        package let house: HouseID?
        package let address: String?
        package let assignee: String?
        package let leasedBy: UserID?
        package let leasedByLogin: String?
        package let leasedUntil: Date?
        package let queuedAt: Date
        package let doneAt: Date?
        /// While it is paused: when work is expected to continue.
        package let expectedEnd: Date?

        init(_ row: PostgresRow) throws {
            var columns = row.columns
            id = try columns.next()
            appeal = try columns.next()
            number = try columns.next()
            organisation = try columns.next()
            organisationCode = try columns.next()
            state = try columns.next()
            urgency = try columns.next()
            dueAt = try columns.next()
            category = try columns.next()
            house = try columns.next()
            address = try columns.next()
            assignee = try columns.next()
            leasedBy = try columns.next()
            leasedByLogin = try columns.next()
            leasedUntil = try columns.next()
            queuedAt = try columns.next()
            doneAt = try columns.next()
            expectedEnd = try columns.next()
            try columns.end()
        }
    }

    /// The columns of ``Row`` from `tickets AS t` and the joined tables.
    private static let columns: SQL = """
        t.ticket_id, t.appeal_id, a.number, t.organisation_id, o.code, t.state, t.urgency, t.due_at, t.category_id,
        t.house_id, coalesce(h.address, a.address), assignee.login, t.lease_user_id, leaser.login,
        t.leased_until, t.queued_at, t.done_at, \(fragment: expectedEnd)
        """

    /// The expected end of the pause of `tickets AS t`; NULL unless it is paused.
    static let expectedEnd: SQL = """
        CASE WHEN t.state = 'paused' THEN (
            SELECT pause.expected_end FROM clock_pauses AS pause
            WHERE pause.municipality_id = t.municipality_id AND pause.subject = 'ticket'
                AND pause.subject_id = t.ticket_id AND pause.resumed_at IS NULL
        ) END
        """

    /// One lookup by key for each. LIMIT keeps the planner from considering, and sometimes choosing, another way.
    private static let joins: SQL = """
        CROSS JOIN LATERAL (
            SELECT number, address FROM appeals
            WHERE municipality_id = t.municipality_id AND appeal_id = t.appeal_id LIMIT 1
        ) AS a
        CROSS JOIN LATERAL (
            SELECT code FROM organisations
            WHERE municipality_id = t.municipality_id AND organisation_id = t.organisation_id LIMIT 1
        ) AS o
        LEFT JOIN LATERAL (
            SELECT address FROM houses
            WHERE municipality_id = t.municipality_id AND house_id = t.house_id LIMIT 1
        ) AS h ON true
        LEFT JOIN LATERAL (
            SELECT login FROM staff_users
            WHERE municipality_id = t.municipality_id AND user_id = t.assignee_id LIMIT 1
        ) AS assignee ON true
        LEFT JOIN LATERAL (
            SELECT login FROM staff_users
            WHERE municipality_id = t.municipality_id AND user_id = t.lease_user_id LIMIT 1
        ) AS leaser ON true
        """

    package static func ticket(
        _ id: TicketID,
        in session: TownSession
    ) async throws -> Row? {
        try await session.query(
            """
            SELECT \(fragment: columns) FROM tickets AS t \(fragment: joins)
            WHERE t.municipality_id = \(session.municipality) AND t.ticket_id = \(id)
            """
        ).first.map(Row.init)
    }

    /// Locks the ticket for the transaction and reads it.
    package static func lock(
        _ id: TicketID,
        in session: TownSession
    ) async throws -> Row? {
        try await session.query(
            """
            SELECT \(fragment: columns) FROM tickets AS t \(fragment: joins)
            WHERE t.municipality_id = \(session.municipality) AND t.ticket_id = \(id)
            FOR UPDATE OF t
            """
        ).first.map(Row.init)
    }

    /// Leases the most urgent queued ticket that nobody else holds. Two concurrent callers get two different tickets.
    package static func claimNext(
        in organisation: OrganisationID,
        until: Date,
        in session: TownSession
    ) async throws -> TicketID? {
        try await session.query(
            """
            WITH next AS MATERIALIZED (
                SELECT ticket_id FROM tickets
                WHERE municipality_id = \(session.municipality) AND organisation_id = \(organisation) AND state = 'queued'
                    AND state IN ('queued', 'accepted', 'in_progress', 'paused', 'refuted')
                    AND (leased_until IS NULL OR leased_until <= \(session.now))
                ORDER BY urgency, due_at, ticket_id
                LIMIT 1
                FOR UPDATE SKIP LOCKED
            )
            UPDATE tickets AS t SET lease_user_id = \(session.actor.userID), leased_until = \(until)
            FROM next
            WHERE t.municipality_id = \(session.municipality) AND t.ticket_id = next.ticket_id
            RETURNING t.ticket_id
            """
        ).first?.decode(TicketID.self)
    }

    /// Ends a lease.
    package static func release(
        _ id: TicketID,
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            UPDATE tickets SET lease_user_id = NULL, leased_until = NULL
            WHERE municipality_id = \(session.municipality) AND ticket_id = \(id)
            """
        )
    }

    /// Sets new due times of tickets.
    package static func setDue(
        _ times: [(ticket: TicketID, dueAt: Date)],
        in session: TownSession
    ) async throws {
        try await session.execute(
            """
            UPDATE tickets AS t SET due_at = due.due_at
            FROM unnest(
                \(times.map(\.ticket))::bigint[], \(times.map(\.dueAt))::timestamptz[]
            ) AS due (ticket_id, due_at)
            WHERE t.municipality_id = \(session.municipality) AND t.ticket_id = due.ticket_id
                AND t.due_at IS DISTINCT FROM due.due_at
            """
        )
    }

    /// Moves a ticket from state `from` to state `to` and ends any lease.
    ///
    /// - Parameters:
    ///   - assignee: the new assignee; nil keeps the present one.
    /// - Returns: whether the ticket was in that state.
    package static func move(
        _ id: TicketID,
        from: TicketState,
        to: TicketState,
        assignee: UserID?,
        in session: TownSession
    ) async throws -> Bool {
        try await session.execute(
            """
            UPDATE tickets
            SET state = \(to), lease_user_id = NULL, leased_until = NULL,
                assignee_id = coalesce(\(assignee), assignee_id),
                done_at = CASE \(to)::ticket_state
                    WHEN 'done' THEN \(session.now) WHEN 'confirmed' THEN done_at ELSE NULL END
            WHERE municipality_id = \(session.municipality) AND ticket_id = \(id) AND state = \(from)
            """
        ) == 1
    }

    /// A moved ticket of an appeal.
    package struct Moved: Sendable {
        package let ticket: TicketID
        package let organisation: OrganisationID
        package let from: TicketState
    }

    /// Moves those of the appeal's tickets that are in one of the states, and ends any lease.
    package static func move(
        ticketsOf appeal: AppealID,
        from states: [TicketState],
        to: TicketState,
        in session: TownSession
    ) async throws -> [Moved] {
        try await session.query(
            """
            WITH found AS MATERIALIZED (
                SELECT ticket_id, state FROM tickets
                WHERE municipality_id = \(session.municipality) AND appeal_id = \(appeal)
                    AND state IN \(fragment: SQL(states: states))
                ORDER BY ticket_id
                FOR UPDATE
            )
            UPDATE tickets AS t
            SET state = \(to), lease_user_id = NULL, leased_until = NULL,
                done_at = CASE \(to)::ticket_state WHEN 'confirmed' THEN done_at ELSE NULL END
            FROM found
            WHERE t.municipality_id = \(session.municipality) AND t.ticket_id = found.ticket_id
            RETURNING t.ticket_id, t.organisation_id, found.state
            """
        ).map { row in
            var columns = row.columns
            return Moved(ticket: try columns.next(), organisation: try columns.next(), from: try columns.next())
        }.sorted { $0.ticket.rawValue < $1.ticket.rawValue }
    }

    /// A ticket that is being worked on, or waits for work.
    package struct Open: Sendable {
        package let ticket: TicketID
        package let organisation: OrganisationID
        package let category: CategoryID
    }

    /// Open tickets of an appeal, oldest first.
    package static func open(of appeal: AppealID, in session: TownSession) async throws -> [Open] {
        try await session.query(
            """
            SELECT ticket_id, organisation_id, category_id FROM tickets
            WHERE municipality_id = \(session.municipality) AND appeal_id = \(appeal)
                AND state IN \(fragment: SQL(states: TicketState.open))
            ORDER BY ticket_id
            """
        ).map { row in
            var columns = row.columns
            let open = Open(
                ticket: try columns.next(),
                organisation: try columns.next(),
                category: try columns.next()
            )
            try columns.end()
            return open
        }
    }

    /// The number of the appeal's tickets that were returned.
    package static func returns(of appeal: AppealID, in session: TownSession) async throws -> Int {
        try await session.query(
            """
            SELECT count(*) FROM tickets
            WHERE municipality_id = \(session.municipality) AND appeal_id = \(appeal) AND state = 'returned'
            """
        ).only(Int.self)
    }
}
