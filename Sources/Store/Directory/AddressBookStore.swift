package import Addresses
import Municipality
import Postgres

/// Reads the houses that are kept in memory to find addresses.
package enum AddressBookStore {
    /// The version of the town's houses; 0 while it has none.
    package static func version(in session: TownSession) async throws -> Int64 {
        try await session.query(
            "SELECT houses FROM catalogue_versions WHERE municipality_id = \(session.municipality)"
        ).first?.decode(Int64.self) ?? 0
    }

    package static func book(in session: TownSession) async throws -> AddressBook {
        let (name, region) = try await session.query(
            "SELECT name, region FROM municipalities WHERE municipality_id = \(session.municipality)"
        ).only((String, String?).self)
        let houses = try await session.query(
            """
            SELECT house_id, settlement, street, number, latitude, longitude FROM houses
            WHERE municipality_id = \(session.municipality) ORDER BY house_id
            """
        ).map { row in
            var columns = row.columns
            let house = AddressBook.House(
                id: try columns.next(),
                settlement: try columns.next(),
                street: try columns.next(),
                number: try columns.next(),
                point: Coordinates(
                    latitude: try columns.next(Double?.self),
                    longitude: try columns.next(Double?.self)
                )
            )
            try columns.end()
            return house
        }
        return AddressBook(
            houses,
            townName: name,
            areas: Array(try await AreaStore.names(in: session)),
            region: region
        )
    }
}
