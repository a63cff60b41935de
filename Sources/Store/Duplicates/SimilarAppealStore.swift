package import Foundation
package import Municipality
package import Postgres

/// Finding open appeals at the same place.
package enum SimilarAppealStore {
    /// A place and what is said of it.
    package struct Question: Sendable {
        /// Not found to be like itself; nil before it is submitted.
        package let appeal: AppealID?
        package let house: HouseID?
        /// Asked only where there is no house.
        package let coordinates: Coordinates?
        /// nil when it is not known: any category may be meant then.
        package let category: CategoryID?
        /// When the others were registered.
        package let period: ClosedRange<Date>

        package init(
            appeal: AppealID?,
            house: HouseID?,
            coordinates: Coordinates?,
            category: CategoryID?,
            period: ClosedRange<Date>
        ) {
            self.appeal = appeal
            self.house = house
            self.coordinates = coordinates
            self.category = category
            self.period = period
        }
    }

    package struct Candidate: Sendable {
        package let id: AppealID
        package let number: AppealNumber
        package let state: AppealState
        package let category: String?
        /// Whether both have a category; it is the same then.
        package let sameCategory: Bool
        /// Whether that category is an emergency.
        package let emergency: Bool
        package let organisation: String?
        package let registeredAt: Date
        package let text: String
    }

    /// Open appeals of the same house, or within so many metres of a point that is no house: one list a question, in
    /// order, the newest first.
    ///
    /// - Parameter limit: of each list.
    package static func candidates(
        for questions: [Question],
        within metres: Double,
        states: [AppealState],
        limit: Int,
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> [[Candidate]] {
        var candidates = [[Candidate]](repeating: [], count: questions.count)
        guard !questions.isEmpty else { return candidates }
        let rows = try await client.query(
            """
            SELECT q.ordinal, a.appeal_id, a.number, a.state, c.code, a.category_id IS NOT DISTINCT FROM q.category_id
                AND q.category_id IS NOT NULL, coalesce(c.emergency, false), o.code, a.registered_at, a.text
            FROM unnest(
                \(questions.map(\.appeal))::bigint[],
                \(questions.map(\.house))::bigint[],
                \(questions.map(\.coordinates?.latitude))::double precision[],
                \(questions.map(\.coordinates?.longitude))::double precision[],
                \(questions.map(\.category))::integer[],
                \(questions.map(\.period.lowerBound))::timestamptz[],
                \(questions.map(\.period.upperBound))::timestamptz[]
            ) WITH ORDINALITY AS q (appeal_id, house_id, latitude, longitude, category_id, first, last, ordinal)
            CROSS JOIN LATERAL (
                SELECT * FROM (
                    SELECT * FROM appeals AS same
                    WHERE same.municipality_id = \(municipality) AND same.house_id = q.house_id
                        AND same.registered_at BETWEEN q.first AND q.last
                    UNION ALL
                    SELECT * FROM appeals AS near
                    WHERE q.house_id IS NULL AND near.municipality_id = \(municipality) AND near.house_id IS NULL
                        AND near.latitude BETWEEN q.latitude - \(metres)::double precision / 111195
                            AND q.latitude + \(metres)::double precision / 111195
                        AND sqrt(((near.latitude - q.latitude) * 111195) ^ 2
                            + ((near.longitude - q.longitude) * 111195 * cos(radians(q.latitude))) ^ 2) <= \(metres)
                        AND near.registered_at BETWEEN q.first AND q.last
                ) AS found
                WHERE found.state = ANY (\(states.map(\.rawValue))::text[]::appeal_state[])
                    AND (q.appeal_id IS NULL OR found.appeal_id <> q.appeal_id)
                    AND (found.category_id = q.category_id OR found.category_id IS NULL OR q.category_id IS NULL)
                ORDER BY found.registered_at DESC, found.appeal_id DESC
                LIMIT \(limit)
            ) AS a
            LEFT JOIN categories AS c ON c.municipality_id = \(municipality) AND c.category_id = a.category_id
            LEFT JOIN organisations AS o
                ON o.municipality_id = \(municipality) AND o.organisation_id = a.organisation_id
            ORDER BY q.ordinal, a.registered_at DESC, a.appeal_id DESC
            """
        )
        for row in rows {
            let (ordinal, id, number, state, category, same, emergency, organisation, registeredAt, text) =
                try row.decode(
                    (Int, AppealID, AppealNumber, AppealState, String?, Bool, Bool, String?, Date, String).self
                )
            candidates[ordinal - 1].append(
                Candidate(
                    id: id,
                    number: number,
                    state: state,
                    category: category,
                    sameCategory: same,
                    emergency: emergency,
                    organisation: organisation,
                    registeredAt: registeredAt,
                    text: text
                )
            )
        }
        return candidates
    }
}
