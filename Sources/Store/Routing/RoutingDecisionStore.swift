package import Foundation
package import Municipality
import Postgres

/// Stores routing decisions.
package enum RoutingDecisionStore {
    /// A decision to be stored.
    package struct NewDecision: Sendable {
        package var appeal: AppealID
        /// The state that the appeal must be in.
        package var from: AppealState
        package var decision: RoutingDecision
        package var category: CategoryID?
        package var house: HouseID?
        /// The urgency of the ticket, if one is created, or of the appeal in triage.
        package var urgency: Urgency
        package var dueAt: Date
        /// Started unless the appeal already has a clock of the same policy.
        package var newClocks: [Clock]
        /// JSON object: the grounds of the decision, or a coordinator's `note`.
        package var details: String

        package init(
            appeal: AppealID,
            from: AppealState,
            decision: RoutingDecision,
            category: CategoryID?,
            house: HouseID?,
            urgency: Urgency = .ordinary,
            dueAt: Date,
            newClocks: [Clock] = [],
            details: String = "{}"
        ) {
            self.appeal = appeal
            self.from = from
            self.decision = decision
            self.category = category
            self.house = house
            self.urgency = urgency
            self.dueAt = dueAt
            self.newClocks = newClocks
            self.details = details
        }
    }

    /// A ticket created by a decision.
    package struct MadeTicket: Sendable {
        package let ticket: TicketID
        package let appeal: AppealID
        package let organisation: OrganisationID
    }

    /// Moves the appeals to `routed` or `triage`, stores each decision and its event, starts the new clocks, and
    /// creates the organisations' tickets. Appeals that have left their expected state are skipped. The data of the
    /// others is still valid, because nothing else changes what a decision depends on. The caller appends the tickets'
    /// events.
    ///
    /// - Returns: the created tickets, in the order of the rows.
    package static func store(
        _ rows: [NewDecision],
        in session: TownSession
    ) async throws -> [MadeTicket] {
        let clocks = rows.flatMap { row in row.newClocks.map { (appeal: row.appeal, clock: $0) } }
        return try await session.query(
            """
            WITH decision AS MATERIALIZED (
                SELECT d.*, CASE WHEN d.organisation_id IS NULL THEN 'triage' ELSE 'routed' END AS outcome
                FROM unnest(
                    \(rows.map(\.appeal))::bigint[],
                    \(rows.map(\.from.rawValue))::text[],
                    \(rows.map(\.decision.reason.rawValue))::text[],
                    \(rows.map(\.decision.organisation))::integer[],
                    \(rows.map(\.decision.contract))::bigint[],
                    \(rows.map(\.category))::integer[],
                    \(rows.map(\.house))::bigint[],
                    \(rows.map(\.urgency))::smallint[],
                    \(rows.map(\.dueAt))::timestamptz[],
                    \(rows.map(\.details))::text[]
                ) WITH ORDINALITY AS d (
                    appeal_id, from_state, reason, organisation_id, contract_id, category_id, house_id, urgency, due_at,
                    details, ordinal
                )
            ), moved AS (
                UPDATE appeals AS a
                SET state = d.outcome::appeal_state,
                    organisation_id = d.organisation_id,
                    category_id = coalesce(d.category_id, a.category_id),
                    house_id = coalesce(a.house_id, d.house_id),
                    routed_at = CASE WHEN d.organisation_id IS NULL THEN a.routed_at ELSE \(session.now) END,
                    closed_at = NULL,
                    triage_urgency = d.urgency
                FROM decision AS d
                WHERE a.municipality_id = \(session.municipality) AND a.appeal_id = d.appeal_id
                    AND a.state = d.from_state::appeal_state
                RETURNING d.*
            ), new_decisions AS (
                INSERT INTO routing_decisions (municipality_id, appeal_id, decided_at, outcome, reason, category_id,
                    house_id, contract_id, organisation_id, actor_kind, actor_id, details)
                SELECT \(session.municipality), appeal_id, \(session.now), outcome::routing_outcome, reason, category_id, house_id,
                    contract_id, organisation_id, \(session.actor.kind), \(session.actor.id), details::jsonb
                FROM moved
            ), new_events AS (
                INSERT INTO appeal_events (municipality_id, appeal_id, at, kind, from_state, to_state, actor_kind,
                    actor_id)
                SELECT \(session.municipality), appeal_id, \(session.now), outcome, from_state::appeal_state, outcome::appeal_state,
                    \(session.actor.kind), \(session.actor.id)
                FROM moved
            ), new_clocks AS (
                INSERT INTO clocks (municipality_id, subject, subject_id, policy, norm, started_at, deadline_at)
                SELECT \(session.municipality), 'appeal', clock.appeal_id, policy, norm, started_at, deadline_at
                FROM \(fragment: ClockStore.given(clocks)) AS clock (appeal_id, policy, norm, started_at, deadline_at)
                WHERE clock.appeal_id IN (SELECT appeal_id FROM moved)
                ON CONFLICT ON CONSTRAINT clocks_pkey DO NOTHING
            ), new_tickets AS (
                INSERT INTO tickets (municipality_id, appeal_id, organisation_id, urgency, due_at, category_id, house_id,
                    queued_at)
                SELECT \(session.municipality), appeal_id, organisation_id, urgency, due_at, category_id, house_id,
                    \(session.now)
                FROM moved
                WHERE organisation_id IS NOT NULL
                ORDER BY ordinal
                RETURNING ticket_id, appeal_id, organisation_id
            )
            SELECT ticket_id, appeal_id, organisation_id FROM new_tickets ORDER BY ticket_id
            """
        ).map { row in
            var columns = row.columns
            let ticket = MadeTicket(
                ticket: try columns.next(),
                appeal: try columns.next(),
                organisation: try columns.next()
            )
            try columns.end()
            return ticket
        }
    }
}
