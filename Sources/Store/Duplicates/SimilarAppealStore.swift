package import Foundation
package import Municipality
import Postgres

/// Finds open appeals at the same place.
package enum SimilarAppealStore {
    /// A place and the appeal there that is compared. Nothing is found when it has neither house nor coordinates.
    package struct Question: Sendable {
        /// The appeal that is not compared with itself; nil before it is submitted.
        package let appeal: AppealID?
        package let house: HouseID?
        /// Used only when there is no house.
        package let coordinates: Coordinates?
        /// nil when it is not known; then any category may match.
        package let category: CategoryID?
        /// The time in which the others were registered.
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
        /// Whether both have a category, which then is the same.
        package let sameCategory: Bool
        package let organisation: OrganisationID?
        package let registeredAt: Date
    }

    /// Open appeals of the same house, or within this number of metres of a point without a house: one list per
    /// question, unordered.
    ///
    /// - Parameter limit: the maximum length of each list, newest first. When the question's category is known, the
    ///   same number of appeals without a category is added.
    package static func candidates(
        for questions: [Question],
        within metres: Double,
        states: [AppealState],
        limit: Int,
        in session: TownSession
    ) async throws -> [[Candidate]] {
        var candidates = [[Candidate]](repeating: [], count: questions.count)
        // Each kind of search has its own statement, so that none searches where it cannot find anything.
        var ways = Dictionary(grouping: questions.indices, by: { questions[$0].way })
        let categorised = ways[.houseAndCategory] ?? []
        let houses = try await housesWithUncategorised(
            of: Set(categorised.compactMap { questions[$0].house }),
            in: session
        )
        ways[.houseWithoutCategory] = categorised.filter { questions[$0].house.map(houses.contains) ?? false }
        for (way, places) in ways where !places.isEmpty {
            guard let way else { continue }
            let rows = try await session.query(
                statement(
                    way.condition(within: metres),
                    asked: places.map { questions[$0] },
                    states: states,
                    limit: limit,
                    in: session
                )
            )
            for row in rows {
                var columns = row.columns
                let place = places[try columns.next(Int.self) - 1]
                let candidate = Candidate(
                    id: try columns.next(),
                    number: try columns.next(),
                    state: try columns.next(),
                    category: try columns.next(),
                    sameCategory: try columns.next(Bool?.self) ?? false,
                    organisation: try columns.next(),
                    registeredAt: try columns.next()
                )
                try columns.end()
                candidates[place].append(candidate)
            }
        }
        return candidates
    }

    /// Those of the houses that have an appeal without a category, of any age and state; usually none. Age and state
    /// are not in the condition, because the planner would choose an index on them.
    private static func housesWithUncategorised(
        of houses: Set<HouseID>,
        in session: TownSession
    ) async throws -> Set<HouseID> {
        guard !houses.isEmpty else { return [] }
        let rows = try await session.query(
            """
            SELECT q.house_id FROM unnest(\(Array(houses))::bigint[]) AS q (house_id)
            CROSS JOIN LATERAL (
                SELECT FROM appeals AS a
                WHERE a.municipality_id = \(session.municipality) AND a.house_id = q.house_id AND a.category_id IS NULL
                LIMIT 1
            ) AS a
            """
        )
        return Set(try rows.decode(HouseID.self))
    }

    /// - Parameter condition: on an appeal `a` that may match a question `q`.
    private static func statement(
        _ condition: SQL,
        asked questions: [Question],
        states: [AppealState],
        limit: Int,
        in session: TownSession
    ) -> SQL {
        """
        SELECT q.ordinal, a.appeal_id, a.number, a.state, a.category_id, a.category_id = q.category_id,
            a.organisation_id, a.registered_at
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
            SELECT appeal_id, number, state, category_id, organisation_id, registered_at FROM appeals AS a
            WHERE a.municipality_id = \(session.municipality) AND \(fragment: condition)
                AND a.registered_at BETWEEN q.first AND q.last AND a.appeal_id IS DISTINCT FROM q.appeal_id
                AND a.state IN \(fragment: SQL(states: states))
            ORDER BY a.registered_at DESC
            LIMIT \(raw: String(limit))
        ) AS a
        """
    }
}

extension SimilarAppealStore.Question {
    /// How other appeals at the same place are found.
    fileprivate enum Way {
        case houseAndCategory
        case houseWithoutCategory
        /// Of any category, or without one.
        case house
        case point

        func condition(within metres: Double) -> SQL {
            switch self {
            case .houseAndCategory: "a.house_id = q.house_id AND a.category_id = q.category_id"
            case .houseWithoutCategory: "a.house_id = q.house_id AND a.category_id IS NULL"
            case .house: "a.house_id = q.house_id"
            case .point:
                """
                a.house_id IS NULL
                    AND a.latitude BETWEEN q.latitude - \(metres)::double precision / 111195
                        AND q.latitude + \(metres)::double precision / 111195
                    AND sqrt(((a.latitude - q.latitude) * 111195) ^ 2
                        + ((a.longitude - q.longitude) * 111195 * cos(radians(q.latitude))) ^ 2) <= \(metres)
                    AND (a.category_id = q.category_id OR a.category_id IS NULL OR q.category_id IS NULL)
                """
            }
        }
    }

    fileprivate var way: Way? {
        guard house == nil else { return category == nil ? .house : .houseAndCategory }
        return coordinates == nil ? nil : .point
    }
}
