import Foundation
package import Municipality
import Postgres

/// Storing routing decisions.
package enum RoutingDecisionStore {
    /// A decision as it is to be stored.
    package struct Row: Sendable {
        package var appeal: AppealID
        /// The state that the appeal must be in.
        package var from: AppealState
        package var decision: RoutingDecision
        package var category: CategoryID?
        /// Whether the appeal had another category before, or none.
        package var isNewCategory: Bool
        package var house: HouseID?
        /// JSON object: what the decision rests on, or a coordinator's `note`.
        package var details: String

        package init(
            appeal: AppealID,
            from: AppealState,
            decision: RoutingDecision,
            category: CategoryID?,
            isNewCategory: Bool,
            house: HouseID?,
            details: String = "{}"
        ) {
            self.appeal = appeal
            self.from = from
            self.decision = decision
            self.category = category
            self.isNewCategory = isNewCategory
            self.house = house
            self.details = details
        }

        package var organisation: OrganisationID? {
            guard case .route(let organisation, _, _) = decision else { return nil }
            return organisation
        }

        var contract: ContractID? {
            guard case .route(_, let contract, _) = decision else { return nil }
            return contract
        }
    }

    /// A ticket that a decision made.
    package struct NewTicket: Sendable {
        package let ticket: TicketID
        package let organisation: OrganisationID
    }

    /// Moves the appeals to `routed` or `triage`, keeps each decision and its event, starts the category's clock where it
    /// was not known before, and makes the organisations' tickets. Appeals in another state by now are left alone: what was
    /// read of the others still holds, for nothing else changes what a decision depends on. The caller appends the tickets'
    /// events.
    ///
    /// - Returns: the tickets made, in the order of the rows.
    package static func store(
        _ rows: [Row],
        in session: TownSession
    ) async throws -> [NewTicket] {
        try await session.query(
            """
            WITH decision AS MATERIALIZED (
                SELECT d.*, category.limit_hours, category.emergency,
                    CASE WHEN d.organisation_id IS NULL THEN 'triage' ELSE 'routed' END AS outcome
                FROM unnest(
                    \(rows.map(\.appeal))::bigint[],
                    \(rows.map(\.from.rawValue))::text[],
                    \(rows.map(\.decision.reason.rawValue))::text[],
                    \(rows.map(\.organisation))::integer[],
                    \(rows.map(\.contract))::bigint[],
                    \(rows.map(\.category))::integer[],
                    \(rows.map(\.isNewCategory))::boolean[],
                    \(rows.map(\.house))::bigint[],
                    \(rows.map(\.details))::text[]
                ) WITH ORDINALITY AS d (
                    appeal_id, from_state, reason, organisation_id, contract_id, category_id, is_new_category, house_id,
                    details, ordinal
                )
                LEFT JOIN categories AS category
                    ON category.municipality_id = \(session.municipality) AND category.category_id = d.category_id
            ), moved AS (
                UPDATE appeals AS a
                SET state = d.outcome::appeal_state,
                    organisation_id = d.organisation_id,
                    category_id = coalesce(d.category_id, a.category_id),
                    house_id = coalesce(a.house_id, d.house_id),
                    routed_at = CASE WHEN d.organisation_id IS NULL THEN a.routed_at ELSE \(session.now) END,
                    closed_at = NULL
                FROM decision AS d
                WHERE a.municipality_id = \(session.municipality) AND a.appeal_id = d.appeal_id
                    AND a.state = d.from_state::appeal_state
                RETURNING d.*, a.registered_at
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
                INSERT INTO appeal_clocks (municipality_id, appeal_id, kind, norm, started_at, deadline_at, at_intake)
                SELECT \(session.municipality), appeal_id, 'resolution', \(AppealClock.resolutionNorm), registered_at,
                    registered_at + make_interval(hours => limit_hours), false
                FROM moved WHERE limit_hours IS NOT NULL AND is_new_category
                ON CONFLICT ON CONSTRAINT appeal_clocks_key DO NOTHING
            ), new_tickets AS (
                INSERT INTO tickets (municipality_id, appeal_id, organisation_id, urgency, due_at, category_id, house_id,
                    queued_at)
                SELECT \(session.municipality), appeal_id, organisation_id, CASE WHEN emergency THEN 0 ELSE 1 END,
                    least(
                        registered_at + make_interval(hours => limit_hours),
                        (SELECT min(clock.deadline_at) FROM appeal_clocks AS clock
                        WHERE clock.municipality_id = \(session.municipality) AND clock.appeal_id = moved.appeal_id),
                        registered_at + interval '30 days'
                    ),
                    category_id, house_id, \(session.now)
                FROM moved
                WHERE organisation_id IS NOT NULL
                ORDER BY ordinal
                RETURNING ticket_id, organisation_id
            )
            SELECT ticket_id, organisation_id FROM new_tickets ORDER BY ticket_id
            """
        ).map { row in
            var columns = row.columns
            return NewTicket(ticket: try columns.next(), organisation: try columns.next())
        }
    }
}
