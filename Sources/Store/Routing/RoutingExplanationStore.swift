package import Foundation
package import Municipality
import Postgres

/// The stored reasons of routing decisions.
package enum RoutingExplanationStore {
    package struct Explanation: Sendable {
        package let decidedAt: Date
        package let routed: Bool
        package let reason: RoutingReason
        package let organisation: String?
        package let contract: ContractID?
        package let category: CategoryID?
        package let house: HouseID?
        package let by: String?
        /// JSON object.
        package let details: String

        init(
            decidedAt: Date,
            routed: Bool,
            reason: RoutingReason,
            organisation: String?,
            contract: ContractID?,
            category: CategoryID?,
            house: HouseID?,
            by: String?,
            details: String
        ) {
            self.decidedAt = decidedAt
            self.routed = routed
            self.reason = reason
            self.organisation = organisation
            self.contract = contract
            self.category = category
            self.house = house
            self.by = by
            self.details = details
        }

        init(_ columns: inout PostgresColumns) throws {
            decidedAt = try columns.next()
            routed = try columns.next()
            reason = try columns.next()
            organisation = try columns.next()
            contract = try columns.next()
            category = try columns.next()
            house = try columns.next()
            by = try columns.next()
            details = try columns.next()
        }
    }

    private static let columns: SQL = """
        d.decided_at, d.outcome = 'routed', d.reason, o.code, d.contract_id, d.category_id, d.house_id,
            \(fragment: ActorName.column(of: "d")), d.details
        """

    static let joins: SQL = """
        LEFT JOIN organisations AS o
            ON o.municipality_id = d.municipality_id AND o.organisation_id = d.organisation_id
        """

    /// The appeal's decisions, newest first.
    package static func decisions(
        of appeal: AppealID,
        in session: TownSession
    ) async throws -> [Explanation] {
        try await session.query(
            """
            SELECT \(fragment: columns) FROM routing_decisions AS d \(fragment: joins)
            WHERE d.municipality_id = \(session.municipality) AND d.appeal_id = \(appeal)
            ORDER BY d.decision_id DESC
            """
        ).map { row in
            var columns = row.columns
            let explanation = try Explanation(&columns)
            try columns.end()
            return explanation
        }
    }

    /// An appeal that waits for a coordinator, and why.
    package struct Waiting: Sendable {
        package let id: AppealID
        package let number: AppealNumber
        package let text: String
        package let category: CategoryID?
        package let address: String?
        package let registeredAt: Date
        package let deadlineAt: Date?
        package let returns: Int
        package let urgency: Urgency
        package let explanation: Explanation
    }

    /// Appeals in triage, emergencies first and then longest waiting, starting after `place`.
    package static func waiting(
        after place: (urgency: Int16, registeredAt: Date, appeal: AppealID),
        limit: Int,
        in session: TownSession
    ) async throws -> [Waiting] {
        try await session.query(
            """
            SELECT a.appeal_id, a.number, words.text, a.category_id, coalesce(h.address, a.address),
                a.registered_at,
                (SELECT min(clock.deadline_at) FROM clocks AS clock
                WHERE clock.municipality_id = a.municipality_id AND clock.subject = 'appeal'
                    AND clock.subject_id = a.appeal_id),
                (SELECT count(*) FROM tickets AS t
                WHERE t.municipality_id = a.municipality_id AND t.appeal_id = a.appeal_id AND t.state = 'returned'),
                a.triage_urgency,
                \(fragment: columns)
            FROM appeals AS a
            JOIN appeal_texts AS words ON words.municipality_id = a.municipality_id AND words.appeal_id = a.appeal_id
            LEFT JOIN houses AS h ON h.municipality_id = a.municipality_id AND h.house_id = a.house_id
            CROSS JOIN LATERAL (
                SELECT * FROM routing_decisions AS newest
                WHERE newest.municipality_id = a.municipality_id AND newest.appeal_id = a.appeal_id
                ORDER BY newest.decision_id DESC
                LIMIT 1
            ) AS d
            \(fragment: joins)
            WHERE a.municipality_id = \(session.municipality) AND a.triage_key IS NOT NULL
                AND (a.triage_urgency, a.triage_key, a.appeal_id)
                    > (\(place.urgency), \(place.registeredAt), \(place.appeal))
            ORDER BY a.triage_urgency, a.triage_key, a.appeal_id
            LIMIT \(limit)
            """
        ).map { row in
            var columns = row.columns
            let waiting = Waiting(
                id: try columns.next(),
                number: try columns.next(),
                text: try columns.next(),
                category: try columns.next(),
                address: try columns.next(),
                registeredAt: try columns.next(),
                deadlineAt: try columns.next(),
                returns: try columns.next(),
                urgency: try columns.next(),
                explanation: try Explanation(&columns)
            )
            try columns.end()
            return waiting
        }
    }
}
