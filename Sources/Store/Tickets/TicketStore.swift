package import Foundation
package import Municipality
package import Postgres

/// Work orders: reading them one by one, and moving them along their arcs.
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
        package let category: String
        package let house: HouseID?
        package let address: String?
        package let assignee: String?
        package let leasedBy: UserID?
        package let leasedByLogin: String?
        package let leasedUntil: Date?
        package let queuedAt: Date
        package let doneAt: Date?

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
            try columns.end()
        }
    }

    /// The columns of ``Row`` from `tickets AS t` and what it refers to.
    private static let columns: SQL = """
        t.ticket_id, t.appeal_id, a.number, t.organisation_id, o.code, t.state, t.urgency, t.due_at, c.code,
        t.house_id, coalesce(h.street || ', ' || h.number, a.address), assignee.login, t.lease_user_id, leaser.login,
        t.leased_until, t.queued_at, t.done_at
        """

    /// One look by key for each; LIMIT keeps the planner from weighing, and at times taking, any other way.
    private static let joins: SQL = """
        CROSS JOIN LATERAL (
            SELECT number, address FROM appeals
            WHERE municipality_id = t.municipality_id AND appeal_id = t.appeal_id LIMIT 1
        ) AS a
        CROSS JOIN LATERAL (
            SELECT code FROM organisations
            WHERE municipality_id = t.municipality_id AND organisation_id = t.organisation_id LIMIT 1
        ) AS o
        CROSS JOIN LATERAL (
            SELECT code FROM categories
            WHERE municipality_id = t.municipality_id AND category_id = t.category_id LIMIT 1
        ) AS c
        LEFT JOIN LATERAL (
            SELECT street, number FROM houses
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
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> Row? {
        try await client.query(
            """
            SELECT \(fragment: columns) FROM tickets AS t \(fragment: joins)
            WHERE t.municipality_id = \(municipality) AND t.ticket_id = \(id)
            """
        ).first.map(Row.init)
    }

    package static func tickets(
        of appeal: AppealID,
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> [Row] {
        try await client.query(
            """
            SELECT \(fragment: columns) FROM tickets AS t \(fragment: joins)
            WHERE t.municipality_id = \(municipality) AND t.appeal_id = \(appeal)
            ORDER BY t.ticket_id
            """
        ).map(Row.init)
    }

    /// Locks the ticket for the transaction and reads it.
    package static func lock(
        _ id: TicketID,
        in municipality: MunicipalityID,
        on transaction: PostgresTransaction
    ) async throws -> Row? {
        try await transaction.query(
            """
            SELECT \(fragment: columns) FROM tickets AS t \(fragment: joins)
            WHERE t.municipality_id = \(municipality) AND t.ticket_id = \(id)
            FOR UPDATE OF t
            """
        ).first.map(Row.init)
    }

    /// Leases the most urgent queued ticket that nobody else holds. Two callers at once get two tickets.
    package static func claimNext(
        in organisation: OrganisationID,
        of municipality: MunicipalityID,
        by user: UserID,
        at now: Date,
        until: Date,
        on client: some PostgresClient
    ) async throws -> TicketID? {
        try await client.query(
            """
            WITH next AS MATERIALIZED (
                SELECT ticket_id FROM tickets
                WHERE municipality_id = \(municipality) AND organisation_id = \(organisation) AND state = 'queued'
                    AND state IN ('queued', 'accepted', 'in_progress', 'paused', 'refuted')
                    AND (leased_until IS NULL OR leased_until <= \(now))
                ORDER BY urgency, due_at, ticket_id
                LIMIT 1
                FOR UPDATE SKIP LOCKED
            )
            UPDATE tickets AS t SET lease_user_id = \(user), leased_until = \(until)
            FROM next
            WHERE t.municipality_id = \(municipality) AND t.ticket_id = next.ticket_id
            RETURNING t.ticket_id
            """
        ).first?.decode(TicketID.self)
    }

    /// Gives a lease back.
    package static func release(
        _ id: TicketID,
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws {
        try await client.execute(
            """
            UPDATE tickets SET lease_user_id = NULL, leased_until = NULL
            WHERE municipality_id = \(municipality) AND ticket_id = \(id)
            """
        )
    }

    /// Sets the time by which the appeal's open tickets are due anew: the earliest of the appeal's clocks and of the
    /// limit of the ticket's category.
    package static func setDue(
        of appeal: AppealID,
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws {
        try await client.execute(
            """
            UPDATE tickets AS t
            SET due_at = least(
                a.registered_at + make_interval(hours => c.limit_hours),
                (SELECT min(clock.deadline_at) FROM appeal_clocks AS clock
                WHERE clock.municipality_id = t.municipality_id AND clock.appeal_id = t.appeal_id),
                a.registered_at + interval '30 days'
            )
            FROM appeals AS a, categories AS c
            WHERE t.municipality_id = \(municipality) AND t.appeal_id = \(appeal)
                AND t.state IN ('queued', 'accepted', 'in_progress', 'paused', 'refuted')
                AND a.municipality_id = t.municipality_id AND a.appeal_id = t.appeal_id
                AND c.municipality_id = t.municipality_id AND c.category_id = t.category_id
            """
        )
    }

    /// Moves a ticket that is in state `from` to state `to`, ending any lease.
    ///
    /// - Parameters:
    ///   - assignee: who takes it over; nil leaves it with whom it is.
    /// - Returns: whether the ticket was in that state.
    package static func move(
        _ id: TicketID,
        in municipality: MunicipalityID,
        from: TicketState,
        to: TicketState,
        assignee: UserID?,
        at instant: Date,
        on client: some PostgresClient
    ) async throws -> Bool {
        try await client.execute(
            """
            UPDATE tickets
            SET state = \(to), lease_user_id = NULL, leased_until = NULL,
                assignee_id = coalesce(\(assignee), assignee_id),
                done_at = CASE \(to)::ticket_state
                    WHEN 'done' THEN \(instant) WHEN 'confirmed' THEN done_at ELSE NULL END
            WHERE municipality_id = \(municipality) AND ticket_id = \(id) AND state = \(from)
            """
        ) == 1
    }
}
