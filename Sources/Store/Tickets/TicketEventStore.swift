package import Foundation
package import Municipality
import Postgres

/// The append-only events of tickets, numbered without gaps for each organisation's queue.
package enum TicketEventStore {
    /// Appends the events. Must be the transaction's last statement, which ``TownSession/close(committed:)`` ensures:
    /// it locks the head of each organisation's sequence, in order of their ids, until the commit.
    static func appending(_ events: [NewTicketEvent], in session: TownSession) -> SQL {
        """
        WITH event AS MATERIALIZED (
            SELECT e.*, row_number() OVER (PARTITION BY e.organisation_id ORDER BY e.ordinal) AS place
            FROM unnest(
                \(events.map(\.organisation))::integer[],
                \(events.map(\.ticket))::bigint[],
                \(events.map(\.kind.rawValue))::text[],
                \(events.map { $0.from?.rawValue })::text[],
                \(events.map { $0.to?.rawValue })::text[],
                \(events.map(\.note))::text[],
                \(events.map(\.details))::text[]
            ) WITH ORDINALITY AS e (
                organisation_id, ticket_id, kind, from_state, to_state, note, details, ordinal
            )
        ), head AS MATERIALIZED (
            SELECT organisation_id, sequence FROM queue_heads
            WHERE municipality_id = \(session.municipality) AND organisation_id IN (SELECT organisation_id FROM event)
            ORDER BY organisation_id
            FOR UPDATE
        ), moved_heads AS (
            UPDATE queue_heads AS q SET sequence = q.sequence + added.count
            FROM (SELECT organisation_id, count(*) FROM event JOIN head USING (organisation_id) GROUP BY 1) AS added
            WHERE q.municipality_id = \(session.municipality) AND q.organisation_id = added.organisation_id
        )
        INSERT INTO ticket_events (municipality_id, organisation_id, sequence, ticket_id, at, kind, from_state,
            to_state, actor_kind, actor_id, note, details)
        SELECT \(session.municipality), event.organisation_id, head.sequence + event.place, ticket_id,
            \(session.now), kind, from_state::ticket_state, to_state::ticket_state, \(session.actor.kind),
            \(session.actor.id), note, details::jsonb
        FROM event LEFT JOIN head USING (organisation_id)
        """
    }

    /// An event as the followers of a queue see it.
    package struct Entry: Sendable {
        package let organisation: OrganisationID
        package let sequence: Int64
        package let at: Date
        package let kind: String
        package let from: TicketState?
        package let to: TicketState?
        package let ticket: TicketID
        package let number: AppealNumber
        package let state: TicketState
        package let urgency: Urgency
        package let dueAt: Date
        package let category: CategoryID
        package let address: String?
    }

    /// The events of each queue after the given number, oldest first; at most `limit` of each.
    package static func entries(
        of queues: [(organisation: OrganisationID, after: Int64)],
        limit: Int,
        in session: TownSession
    ) async throws -> [Entry] {
        try await session.query(
            """
            SELECT e.organisation_id, e.sequence, e.at, e.kind, e.from_state, e.to_state, t.ticket_id, a.number, t.state, t.urgency,
                t.due_at, t.category_id, coalesce(h.address, a.address)
            FROM unnest(
                \(queues.map(\.organisation))::integer[], \(queues.map(\.after))::bigint[]
            ) AS q (organisation_id, sequence)
            -- LIMIT keeps a plan that was made for small tables from reading large ones completely.
            CROSS JOIN LATERAL (
                SELECT * FROM ticket_events AS e
                WHERE e.municipality_id = \(session.municipality) AND e.organisation_id = q.organisation_id
                    AND e.sequence > q.sequence
                ORDER BY e.sequence
                LIMIT \(limit)
            ) AS e
            CROSS JOIN LATERAL (
                SELECT * FROM tickets AS t
                WHERE t.municipality_id = \(session.municipality) AND t.ticket_id = e.ticket_id
                LIMIT 1
            ) AS t
            CROSS JOIN LATERAL (
                SELECT number, address FROM appeals AS a
                WHERE a.municipality_id = \(session.municipality) AND a.appeal_id = t.appeal_id
                LIMIT 1
            ) AS a
            LEFT JOIN LATERAL (
                SELECT address FROM houses AS h
                WHERE h.municipality_id = \(session.municipality) AND h.house_id = t.house_id
                LIMIT 1
            ) AS h ON true
            ORDER BY e.organisation_id, e.sequence
            """
        ).map { row in
            var columns = row.columns
            let entry = Entry(
                organisation: try columns.next(),
                sequence: try columns.next(),
                at: try columns.next(),
                kind: try columns.next(),
                from: try columns.next(),
                to: try columns.next(),
                ticket: try columns.next(),
                number: try columns.next(),
                state: try columns.next(),
                urgency: try columns.next(),
                dueAt: try columns.next(),
                category: try columns.next(),
                address: try columns.next()
            )
            try columns.end()
            return entry
        }
    }

    /// The number of the queue's newest event; 0 before the first.
    package static func head(
        of organisation: OrganisationID,
        in session: TownSession
    ) async throws -> Int64 {
        try await session.query(
            """
            SELECT sequence FROM queue_heads
            WHERE municipality_id = \(session.municipality) AND organisation_id = \(organisation)
            """
        ).first?.decode(Int64.self) ?? 0
    }
}

extension TicketEventStore {
    /// An event of one ticket, for its history.
    package struct Past: Sendable {
        package let at: Date
        package let kind: String
        package let from: TicketState?
        package let to: TicketState?
        package let note: String?
        package let by: String?
        /// Of a link that was issued.
        package let expiresAt: Date?
        /// Of a pause: when work was expected to continue.
        package let expectedEnd: Date?
        /// Of a return: code of the organisation that was named as responsible.
        package let named: String?
    }

    /// Oldest first.
    package static func history(
        of ticket: TicketID,
        in session: TownSession
    ) async throws -> [Past] {
        try await session.query(
            """
            SELECT e.at, e.kind, e.from_state, e.to_state, e.note, \(fragment: ActorName.column(of: "e")),
                (e.details ->> 'expires_at')::timestamptz,
                CASE WHEN e.kind = 'paused' THEN (
                    SELECT pause.expected_end FROM clock_pauses AS pause
                    WHERE pause.municipality_id = e.municipality_id AND pause.subject = 'ticket'
                        AND pause.subject_id = e.ticket_id AND pause.paused_at = e.at
                ) END,
                e.details ->> 'organisation'
            FROM ticket_events AS e
            WHERE e.municipality_id = \(session.municipality) AND e.ticket_id = \(ticket)
            ORDER BY e.sequence
            """
        ).map { row in
            var columns = row.columns
            let past = Past(
                at: try columns.next(),
                kind: try columns.next(),
                from: try columns.next(),
                to: try columns.next(),
                note: try columns.next(),
                by: try columns.next(),
                expiresAt: try columns.next(),
                expectedEnd: try columns.next(),
                named: try columns.next()
            )
            try columns.end()
            return past
        }
    }
}
