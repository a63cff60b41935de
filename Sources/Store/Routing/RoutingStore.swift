package import Foundation
package import Municipality
import Postgres

/// Reads the data that a routing decision depends on.
package enum RoutingStore {
    /// The category and place of an undecided appeal, as submitted.
    package struct Facts: Sendable {
        package let appeal: AppealID
        /// The day of registration in the town. Contracts are looked up for that day.
        package let day: Day
        package let registeredAt: Date
        package let category: CategoryID?
        package let house: HouseID?
        package let coordinates: Coordinates?
        /// Of the coordinates, in metres.
        package let accuracy: Double?
        package let address: String?
        /// The earliest deadline of its clocks.
        package let earliestDeadline: Date?

        package init(
            appeal: AppealID,
            day: Day,
            registeredAt: Date,
            category: CategoryID?,
            house: HouseID?,
            coordinates: Coordinates?,
            accuracy: Double? = nil,
            address: String?,
            earliestDeadline: Date? = nil
        ) {
            self.appeal = appeal
            self.day = day
            self.registeredAt = registeredAt
            self.category = category
            self.house = house
            self.coordinates = coordinates
            self.accuracy = accuracy
            self.address = address
            self.earliestDeadline = earliestDeadline
        }

        /// Reads columns in the order of the properties; latitude and longitude are two columns.
        init(_ columns: inout PostgresColumns) throws {
            appeal = try columns.next()
            day = try columns.next()
            registeredAt = try columns.next()
            category = try columns.next()
            house = try columns.next()
            coordinates = Coordinates(
                latitude: try columns.next(Double?.self),
                longitude: try columns.next(Double?.self)
            )
            accuracy = try columns.next()
            address = try columns.next()
            earliestDeadline = try columns.next()
        }
    }

    /// The facts of those of the appeals that are in one of `states`, in order of their ids.
    package static func facts(
        of appeals: [AppealID],
        in states: [AppealState],
        in session: TownSession
    ) async throws -> [Facts] {
        try await session.query(
            """
            SELECT a.appeal_id, (a.registered_at AT TIME ZONE m.time_zone)::date, a.registered_at, a.category_id,
                a.house_id, a.latitude, a.longitude, a.accuracy::double precision, a.address,
                (SELECT min(clock.deadline_at) FROM clocks AS clock
                WHERE clock.municipality_id = a.municipality_id AND clock.subject = 'appeal'
                    AND clock.subject_id = a.appeal_id)
            FROM appeals AS a
            JOIN municipalities AS m USING (municipality_id)
            WHERE a.municipality_id = \(session.municipality) AND a.appeal_id = ANY (\(appeals))
                AND a.state IN \(fragment: SQL(states: states))
            ORDER BY a.appeal_id
            """
        ).map { row in
            var columns = row.columns
            let facts = try Facts(&columns)
            try columns.end()
            return facts
        }
    }

    /// A service needed at a place on a day.
    package struct Question: Hashable, Sendable {
        package let service: ServiceID
        package let house: HouseID?
        package let day: Day

        package init(service: ServiceID, house: HouseID?, day: Day) {
            self.service = service
            self.house = house
            self.day = day
        }
    }

    /// Every contract that covers the service, the place and the day: one list per question, in order.
    package static func candidates(
        for questions: [Question],
        in session: TownSession
    ) async throws -> [[ContractCandidate]] {
        var candidates = [[ContractCandidate]](repeating: [], count: questions.count)
        guard !questions.isEmpty else { return candidates }
        let rows = try await session.query(
            """
            SELECT q.ordinal, c.contract_id, c.organisation_id, c.reach
            FROM unnest(
                \(questions.map(\.service))::integer[],
                \(questions.map(\.house))::bigint[],
                \(questions.map(\.day))::date[]
            ) WITH ORDINALITY AS q (service_id, house_id, day, ordinal)
            LEFT JOIN houses AS house
                ON house.municipality_id = \(session.municipality) AND house.house_id = q.house_id
            CROSS JOIN LATERAL (
                SELECT contract_id, organisation_id, valid_from, valid_to, 0 AS reach FROM service_contracts
                WHERE municipality_id = \(session.municipality) AND service_id = q.service_id
                    AND house_id = house.house_id AND area_id IS NULL
                UNION ALL
                SELECT contract_id, organisation_id, valid_from, valid_to, CASE WHEN area_id IS NULL THEN 2 ELSE 1 END
                FROM service_contracts
                WHERE municipality_id = \(session.municipality) AND service_id = q.service_id
                    AND house_id IS NULL AND (area_id IS NULL OR area_id = house.area_id)
            ) AS c
            WHERE c.valid_from <= q.day AND (c.valid_to IS NULL OR q.day <= c.valid_to)
            ORDER BY q.ordinal, c.contract_id
            """
        )
        for row in rows {
            var columns = row.columns
            candidates[try columns.next(Int.self) - 1].append(
                ContractCandidate(
                    contract: try columns.next(),
                    organisation: try columns.next(),
                    reach: .init(rawValue: try columns.next()) ?? .town
                )
            )
        }
        return candidates
    }
}
