package import Foundation
package import Municipality
package import Postgres

/// Why appeals went where they went.
package enum RoutingExplanationStore {
    package struct Explanation: Sendable {
        package let decidedAt: Date
        package let routed: Bool
        package let reason: RoutingReason
        package let organisation: String?
        package let contract: ContractID?
        package let category: String?
        package let house: HouseID?
        package let by: String?
        /// JSON object.
        package let details: String

        init(_ row: PostgresRow, from start: Int) throws {
            decidedAt = try row[start].decode(Date.self)
            routed = try row[start + 1].decode(Bool.self)
            reason = try row[start + 2].decode(RoutingReason.self)
            organisation = try row[start + 3].decode(String?.self)
            contract = try row[start + 4].decode(ContractID?.self)
            category = try row[start + 5].decode(String?.self)
            house = try row[start + 6].decode(HouseID?.self)
            by = try row[start + 7].decode(String?.self)
            details = try row[start + 8].decode(String.self)
        }
    }

    private static let columns: SQL = """
        d.decided_at, d.outcome = 'routed', d.reason, o.code, d.contract_id, c.code, d.house_id, u.login, d.details
        """

    private static let joins: SQL = """
        LEFT JOIN organisations AS o
            ON o.municipality_id = d.municipality_id AND o.organisation_id = d.organisation_id
        LEFT JOIN categories AS c ON c.municipality_id = d.municipality_id AND c.category_id = d.category_id
        LEFT JOIN staff_users AS u ON u.municipality_id = d.municipality_id AND u.user_id = d.user_id
        """

    /// The appeal's decisions, newest first.
    package static func decisions(
        of appeal: AppealID,
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> [Explanation] {
        try await client.query(
            """
            SELECT \(fragment: columns) FROM routing_decisions AS d \(fragment: joins)
            WHERE d.municipality_id = \(municipality) AND d.appeal_id = \(appeal)
            ORDER BY d.decision_id DESC
            """
        ).map { try Explanation($0, from: 0) }
    }

    /// An appeal that waits for a coordinator, and why.
    package struct Waiting: Sendable {
        package let id: AppealID
        package let number: AppealNumber
        package let text: String
        package let category: String?
        package let address: String?
        package let registeredAt: Date
        package let deadlineAt: Date?
        package let returns: Int
        package let explanation: Explanation
    }

    /// Those in triage, longest waiting first, from after `place` on.
    package static func waiting(
        in municipality: MunicipalityID,
        after place: (registeredAt: Date, appeal: AppealID),
        limit: Int,
        on client: some PostgresClient
    ) async throws -> [Waiting] {
        try await client.query(
            """
            SELECT a.appeal_id, a.number, words.text, chosen.code, coalesce(h.street || ', ' || h.number, a.address),
                a.registered_at,
                (SELECT min(clock.deadline_at) FROM appeal_clocks AS clock
                WHERE clock.municipality_id = a.municipality_id AND clock.appeal_id = a.appeal_id),
                (SELECT count(*) FROM tickets AS t
                WHERE t.municipality_id = a.municipality_id AND t.appeal_id = a.appeal_id AND t.state = 'returned'),
                \(fragment: columns)
            FROM appeals AS a
            JOIN appeal_texts AS words ON words.municipality_id = a.municipality_id AND words.appeal_id = a.appeal_id
            LEFT JOIN houses AS h ON h.municipality_id = a.municipality_id AND h.house_id = a.house_id
            LEFT JOIN categories AS chosen
                ON chosen.municipality_id = a.municipality_id AND chosen.category_id = a.category_id
            CROSS JOIN LATERAL (
                SELECT * FROM routing_decisions AS newest
                WHERE newest.municipality_id = a.municipality_id AND newest.appeal_id = a.appeal_id
                ORDER BY newest.decision_id DESC
                LIMIT 1
            ) AS d
            \(fragment: joins)
            WHERE a.municipality_id = \(municipality) AND a.triage_key IS NOT NULL
                AND (a.triage_key, a.appeal_id) > (\(place.registeredAt), \(place.appeal))
            ORDER BY a.triage_key, a.appeal_id
            LIMIT \(limit)
            """
        ).map { row in
            Waiting(
                id: try row[0].decode(AppealID.self),
                number: try row[1].decode(AppealNumber.self),
                text: try row[2].decode(String.self),
                category: try row[3].decode(String?.self),
                address: try row[4].decode(String?.self),
                registeredAt: try row[5].decode(Date.self),
                deadlineAt: try row[6].decode(Date?.self),
                returns: try row[7].decode(Int.self),
                explanation: try Explanation(row, from: 8)
            )
        }
    }
}
