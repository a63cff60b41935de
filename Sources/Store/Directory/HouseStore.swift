package import Foundation
package import Municipality
import Postgres

package enum HouseStore {
    package struct Row: Sendable {
        package let id: HouseID
        /// Settlement, street and number: `ул. Волжская, 5`.
        package let address: String
        package let values: Values

        init(_ row: PostgresRow) throws {
            var values = Values()
            var columns = row.columns
            id = try columns.next()
            address = try columns.next()
            values.registryID = try columns.next()
            values.fiasGUID = try columns.next()
            values.settlement = try columns.next()
            values.street = try columns.next()
            values.number = try columns.next()
            values.area = try columns.next()
            values.coordinates = Coordinates(
                latitude: try columns.next(Double?.self),
                longitude: try columns.next(Double?.self)
            )
            values.year = try columns.next()
            values.floors = try columns.next()
            values.entrances = try columns.next()
            values.flats = try columns.next()
            values.areaM2 = try columns.next()
            try columns.end()
            self.values = values
        }
    }

    /// The stored values of a house.
    package struct Values: Sendable {
        package var registryID = ""
        /// Identifier in the state register of addresses (ФИАС).
        package var fiasGUID: UUID?
        /// Village or part of the town; nil for the town itself.
        package var settlement: String?
        /// Empty for a house of a village without streets.
        package var street = ""
        package var number = ""
        /// Name of the area, which is created if it does not exist.
        package var area: String?
        package var coordinates: Coordinates?
        package var year: Int16?
        package var floors: Int16?
        package var entrances: Int16?
        package var flats: Int16?
        package var areaM2: Double?

        package init() {}
    }

    private static let selection: SQL = """
        SELECT h.house_id, h.address, h.registry_id, h.fias_guid, h.settlement, h.street, h.number, a.name, h.latitude,
            h.longitude, h.year_built, h.floors, h.entrances, h.flats, h.area_m2
        FROM houses AS h
        LEFT JOIN areas AS a ON a.municipality_id = h.municipality_id AND a.area_id = h.area_id
        """

    package static func house(
        _ id: HouseID,
        in session: TownSession
    ) async throws -> Row? {
        try await session.query(
            "\(fragment: selection) WHERE h.municipality_id = \(session.municipality) AND h.house_id = \(id)"
        ).first.map(Row.init)
    }

    /// The houses with those ids, in no particular order.
    package static func houses(_ ids: [HouseID], in session: TownSession) async throws -> [Row] {
        try await session.query(
            "\(fragment: selection) WHERE h.municipality_id = \(session.municipality) AND h.house_id = ANY (\(ids))"
        ).map(Row.init)
    }

    /// The settlements of the houses, as they are written.
    package static func settlements(in session: TownSession) async throws -> [String] {
        try await session.query(
            """
            SELECT DISTINCT settlement FROM houses
            WHERE municipality_id = \(session.municipality) AND settlement IS NOT NULL
            """
        ).map { try $0.decode(String.self) }
    }

    /// Inserts houses with new registry ids and updates the others. Creates the areas that do not exist.
    ///
    /// - Returns: the change of each and its id, in order.
    package static func save(
        _ rows: [Values],
        in session: TownSession
    ) async throws -> [(change: SavedChange, house: HouseID)] {
        try await session.execute(
            """
            INSERT INTO areas (municipality_id, name)
            SELECT DISTINCT \(session.municipality), name FROM unnest(\(rows.compactMap(\.area))::text[]) AS name ORDER BY name
            ON CONFLICT ON CONSTRAINT areas_name_key DO NOTHING
            """
        )
        try await session.transaction().simple(
            """
            CREATE TEMPORARY TABLE given_houses (
                ordinal bigint, registry_id text, fias_guid uuid, settlement text, street text, number text, area text,
                latitude double precision, longitude double precision, year_built smallint, floors smallint,
                entrances smallint, flats smallint, area_m2 double precision
            ) ON COMMIT DROP
            """
        )
        _ = try await session.transaction().copyIn("COPY given_houses FROM STDIN (FORMAT binary)") { writer in
            for (index, row) in rows.enumerated() {
                try await writer.writeRow([
                    PostgresValue(Int64(index)), PostgresValue(row.registryID), PostgresValue(row.fiasGUID),
                    PostgresValue(row.settlement), PostgresValue(row.street), PostgresValue(row.number),
                    PostgresValue(row.area),
                    PostgresValue(row.coordinates?.latitude), PostgresValue(row.coordinates?.longitude),
                    PostgresValue(row.year), PostgresValue(row.floors), PostgresValue(row.entrances),
                    PostgresValue(row.flats), PostgresValue(row.areaM2),
                ])
            }
        }
        return try await session.query(
            """
            WITH saved AS (
                INSERT INTO houses AS h (municipality_id, registry_id, fias_guid, settlement, street, number, area_id,
                    latitude, longitude, year_built, floors, entrances, flats, area_m2)
                SELECT \(session.municipality), registry_id, fias_guid, settlement, street, number, area_id, latitude,
                    longitude, year_built, floors, entrances, flats, area_m2
                FROM given_houses AS g
                LEFT JOIN areas AS a ON a.municipality_id = \(session.municipality) AND a.name = g.area
                ORDER BY ordinal
                ON CONFLICT ON CONSTRAINT houses_registry_key DO UPDATE
                SET fias_guid = excluded.fias_guid, settlement = excluded.settlement, street = excluded.street,
                    number = excluded.number, area_id = excluded.area_id, latitude = excluded.latitude, longitude = excluded.longitude,
                    year_built = excluded.year_built, floors = excluded.floors, entrances = excluded.entrances,
                    flats = excluded.flats, area_m2 = excluded.area_m2
                WHERE (h.fias_guid, h.settlement, h.street, h.number, h.area_id, h.latitude, h.longitude, h.year_built,
                        h.floors, h.entrances, h.flats, h.area_m2)
                    IS DISTINCT FROM (excluded.fias_guid, excluded.settlement, excluded.street, excluded.number,
                        excluded.area_id, excluded.latitude, excluded.longitude, excluded.year_built, excluded.floors,
                        excluded.entrances, excluded.flats, excluded.area_m2)
                RETURNING house_id, registry_id, xmax = 0 AS is_new
            )
            SELECT CASE WHEN is_new THEN 'inserted' WHEN is_new IS NULL THEN 'unchanged' ELSE 'updated' END,
                coalesce(saved.house_id, old.house_id)
            FROM given_houses AS g
            LEFT JOIN saved USING (registry_id)
            LEFT JOIN houses AS old ON old.municipality_id = \(session.municipality) AND old.registry_id = g.registry_id
            ORDER BY ordinal
            """
        ).map { row in
            var columns = row.columns
            let saved = (try columns.next(SavedChange.self), try columns.next(HouseID.self))
            try columns.end()
            return saved
        }
    }
}
