package import Municipality
import Postgres

/// Moves rows from the staging tables into the tables.
extension HistoryStore {
    /// The staged rows, oldest appeal first.
    package static func rows(in session: TownSession) async throws -> [Int] {
        try await session.query("SELECT row FROM history_rows ORDER BY registered_at, row")
            .decode(Int.self)
    }

    /// Gives the staged rows their ids and public numbers.
    /// - Parameter numbers: at least one.
    package static func number(
        _ numbers: some Sequence<(row: Int, appeal: AppealID, number: AppealNumber)>,
        in session: TownSession
    ) async throws {
        try await session.transaction().copyIn("COPY history_numbers FROM STDIN (FORMAT binary)") { writer in
            for (row, appeal, number) in numbers {
                try await writer.writeRow([
                    PostgresValue(row), PostgresValue(appeal), PostgresValue(number.digits),
                ])
            }
        }
        try await session.transaction().simple("ANALYZE history_numbers")
    }

    /// Creates appeals from the staged rows, with clocks and events at their own times. Open appeals get a ticket in
    /// the queue of their organisation. Must be the last step of the transaction, because it locks the heads of the
    /// queues.
    ///
    /// - Returns: the number of appeals.
    package static func store(in session: TownSession) async throws -> Int {
        let stored = try await session.execute(
            """
            INSERT INTO appeals (municipality_id, appeal_id, number, state, channel, kind, identity, latitude, longitude,
                address, category_id, organisation_id, external_id, registered_at, routed_at, closed_at)
            SELECT \(session.municipality), n.appeal_id, n.number,
                CASE WHEN r.closed_at IS NULL THEN 'routed' ELSE 'closed' END::appeal_state, 'import', 'message', 'none',
                r.latitude, r.longitude, r.address, c.category_id, o.organisation_id, r.external_id, r.registered_at,
                r.registered_at, r.closed_at
            FROM history_rows AS r
            JOIN history_numbers AS n USING (row)
            JOIN history_categories AS c ON c.name = r.category
            JOIN history_organisations AS o ON o.name = r.organisation
            ORDER BY n.appeal_id
            """
        )
        try await session.execute(
            """
            INSERT INTO appeal_texts (municipality_id, appeal_id, text)
            SELECT \(session.municipality), n.appeal_id, r.text FROM history_rows AS r JOIN history_numbers AS n USING (row)
            ORDER BY n.appeal_id
            """
        )
        try await session.execute(
            """
            INSERT INTO clocks (municipality_id, subject, subject_id, policy, norm, started_at, deadline_at, stopped_at)
            SELECT \(session.municipality), 'appeal', n.appeal_id, \(ClockPolicy.categoryLimit.code), 'imported',
                r.registered_at, r.deadline_at, r.closed_at
            FROM history_rows AS r
            JOIN history_numbers AS n USING (row)
            WHERE r.deadline_at IS NOT NULL
            ORDER BY n.appeal_id
            """
        )
        try await session.execute(
            """
            INSERT INTO appeal_events (municipality_id, appeal_id, at, kind, from_state, to_state, actor_kind, actor_id)
            SELECT \(session.municipality), n.appeal_id, e.at, e.to_state::text, e.from_state, e.to_state,
                \(session.actor.kind), \(session.actor.id)
            FROM history_rows AS r
            JOIN history_numbers AS n USING (row)
            CROSS JOIN LATERAL (
                SELECT 1 AS step, r.registered_at AS at, NULL::appeal_state AS from_state,
                    'registered'::appeal_state AS to_state
                UNION ALL
                -- What lay between registration and closing is not known.
                SELECT 2, r.closed_at, NULL, 'closed' WHERE r.closed_at IS NOT NULL
                UNION ALL
                SELECT 2, r.registered_at, 'registered', 'routed' WHERE r.closed_at IS NULL
            ) AS e
            ORDER BY n.appeal_id, e.step
            """
        )
        try await storeTickets(in: session)
        return stored
    }

    private static func storeTickets(in session: TownSession) async throws {
        let changed = try await session.query(
            """
            WITH ticket AS (
                INSERT INTO tickets (municipality_id, appeal_id, organisation_id, urgency, due_at, category_id, queued_at)
                SELECT \(session.municipality), n.appeal_id, o.organisation_id, c.urgency, r.due_at, c.category_id,
                    r.registered_at
                FROM history_rows AS r
                JOIN history_numbers AS n USING (row)
                JOIN history_categories AS c ON c.name = r.category
                JOIN history_organisations AS o ON o.name = r.organisation
                WHERE r.closed_at IS NULL
                ORDER BY n.appeal_id
                RETURNING ticket_id, organisation_id, queued_at
            ), added AS (
                SELECT organisation_id, count(*) AS count FROM ticket GROUP BY organisation_id
            ), head AS (
                INSERT INTO queue_heads (municipality_id, organisation_id, sequence)
                SELECT \(session.municipality), organisation_id, count FROM added ORDER BY organisation_id
                ON CONFLICT ON CONSTRAINT queue_heads_pkey
                    DO UPDATE SET sequence = queue_heads.sequence + excluded.sequence
                RETURNING organisation_id, sequence
            ), new_events AS (
                INSERT INTO ticket_events (municipality_id, organisation_id, sequence, ticket_id, at, kind, to_state,
                    actor_kind, actor_id)
                SELECT \(session.municipality), organisation_id,
                    head.sequence - added.count
                        + row_number() OVER (PARTITION BY organisation_id ORDER BY ticket.ticket_id),
                    ticket.ticket_id, ticket.queued_at, 'queued', 'queued', \(session.actor.kind), \(session.actor.id)
                FROM ticket JOIN added USING (organisation_id) JOIN head USING (organisation_id)
            )
            SELECT organisation_id FROM added
            """
        ).decode(OrganisationID.self)
        session.announce(changed)
    }
}
