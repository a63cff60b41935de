package import Municipality
import Postgres

/// Finds the house at a place.
package enum PlaceStore {
    /// The nearest house to each point, if there is one within this number of metres.
    package static func nearest(
        to points: [Coordinates],
        within metres: Double,
        in session: TownSession
    ) async throws -> [HouseID?] {
        guard !points.isEmpty else { return [] }
        let rows = try await session.query(
            """
            SELECT p.ordinal, nearest.house_id
            FROM unnest(
                \(points.map(\.latitude))::double precision[], \(points.map(\.longitude))::double precision[]
            ) WITH ORDINALITY AS p (latitude, longitude, ordinal)
            CROSS JOIN LATERAL (
                SELECT h.house_id,
                    sqrt(((h.latitude - p.latitude) * 111195) ^ 2
                        + ((h.longitude - p.longitude) * 111195 * cos(radians(p.latitude))) ^ 2) AS metres
                FROM houses AS h
                WHERE h.municipality_id = \(session.municipality)
                    AND h.latitude BETWEEN p.latitude - \(metres)::double precision / 111195
                        AND p.latitude + \(metres)::double precision / 111195
                    AND h.longitude
                        BETWEEN p.longitude
                            - \(metres)::double precision / (111195 * greatest(cos(radians(p.latitude)), 0.01))
                        AND p.longitude
                            + \(metres)::double precision / (111195 * greatest(cos(radians(p.latitude)), 0.01))
                ORDER BY metres, h.house_id
                LIMIT 1
            ) AS nearest
            WHERE nearest.metres <= \(metres)
            """
        )
        return try houses(of: rows, count: points.count)
    }

    /// The one house with each address; nil when the town has none or several with it.
    package static func houses(
        at addresses: [AddressKey],
        in session: TownSession
    ) async throws -> [HouseID?] {
        guard !addresses.isEmpty else { return [] }
        let rows = try await session.query(
            """
            SELECT w.ordinal, min(h.house_id)
            FROM unnest(\(addresses.map(\.text))::text[]) WITH ORDINALITY AS w (address_key, ordinal)
            JOIN houses AS h ON h.municipality_id = \(session.municipality) AND h.address_key = w.address_key
            GROUP BY w.ordinal
            HAVING count(*) = 1
            """
        )
        return try houses(of: rows, count: addresses.count)
    }

    /// - Parameter rows: the position of a place, from 1, and its house.
    private static func houses(of rows: PostgresRows, count: Int) throws -> [HouseID?] {
        var houses = [HouseID?](repeating: nil, count: count)
        for row in rows {
            var columns = row.columns
            let ordinal: Int = try columns.next()
            houses[ordinal - 1] = try columns.next(HouseID.self)
            try columns.end()
        }
        return houses
    }
}
