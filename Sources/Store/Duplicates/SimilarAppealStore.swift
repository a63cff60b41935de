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
        package let category: CategoryID?
        /// Whether both have a category; it is the same then.
        package let sameCategory: Bool
        package let organisation: OrganisationID?
        package let registeredAt: Date
        package let text: String
    }

    /// Open appeals of the same house, or within so many metres of a point that is no house: one list a question, in
    /// order, the newest first.
    ///
    /// - Parameter limit: of each list, twice where the category is known.
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
        let open: SQL = "AND a.state = ANY (\(states.map(\.rawValue))::text[]::appeal_state[])"
        let others: SQL = "AND a.registered_at BETWEEN q.first AND q.last AND a.appeal_id IS DISTINCT FROM q.appeal_id"
        let rows = try await client.query(
            """
            SELECT q.ordinal, a.appeal_id, a.number, a.state, a.registered_at,
                (SELECT text FROM appeal_texts AS words
                WHERE words.municipality_id = a.municipality_id AND words.appeal_id = a.appeal_id),
                a.category_id, a.organisation_id, a.category_id = q.category_id
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
                (SELECT * FROM appeals AS a
                WHERE a.municipality_id = \(municipality) AND a.house_id = q.house_id
                    AND a.category_id = q.category_id \(fragment: others) \(fragment: open)
                ORDER BY a.registered_at DESC
                LIMIT \(limit))
                UNION ALL
                (SELECT * FROM appeals AS a
                WHERE a.municipality_id = \(municipality) AND a.house_id = q.house_id
                    AND a.category_id IS NULL AND q.category_id IS NOT NULL \(fragment: others) \(fragment: open)
                ORDER BY a.registered_at DESC
                LIMIT \(limit))
                UNION ALL
                (SELECT * FROM appeals AS a
                WHERE a.municipality_id = \(municipality) AND a.house_id = q.house_id
                    AND q.category_id IS NULL \(fragment: others) \(fragment: open)
                ORDER BY a.registered_at DESC
                LIMIT \(limit))
                UNION ALL
                (SELECT * FROM appeals AS a
                WHERE q.house_id IS NULL AND a.municipality_id = \(municipality) AND a.house_id IS NULL
                    AND a.latitude BETWEEN q.latitude - \(metres)::double precision / 111195
                        AND q.latitude + \(metres)::double precision / 111195
                    AND sqrt(((a.latitude - q.latitude) * 111195) ^ 2
                        + ((a.longitude - q.longitude) * 111195 * cos(radians(q.latitude))) ^ 2) <= \(metres)
                    AND (a.category_id = q.category_id OR a.category_id IS NULL OR q.category_id IS NULL)
                    \(fragment: others) \(fragment: open)
                ORDER BY a.registered_at DESC
                LIMIT \(limit))
            ) AS a
            ORDER BY q.ordinal, a.registered_at DESC, a.appeal_id DESC
            """
        )
        for row in rows {
            let (ordinal, id, number, state, registeredAt, text, category, organisation, same) = try row.decode(
                (Int, AppealID, AppealNumber, AppealState, Date, String, CategoryID?, OrganisationID?, Bool?).self
            )
            candidates[ordinal - 1].append(
                Candidate(
                    id: id,
                    number: number,
                    state: state,
                    category: category,
                    sameCategory: same ?? false,
                    organisation: organisation,
                    registeredAt: registeredAt,
                    text: text
                )
            )
        }
        return candidates
    }
}
