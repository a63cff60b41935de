package import Municipality
package import Postgres

package enum AreaStore {
    package static func names(
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> Set<String> {
        Set(
            try await client.query("SELECT name FROM areas WHERE municipality_id = \(municipality)")
                .decode(String.self)
        )
    }

    /// Every house of the town by the key of its address; addresses that several houses share have several.
    package static func housesByAddress(
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> [String: [HouseID]] {
        var houses: [String: [HouseID]] = [:]
        for row in try await client.query(
            "SELECT address_key, house_id FROM houses WHERE municipality_id = \(municipality)"
        ) {
            let (key, house) = try row.decode((String, HouseID).self)
            houses[key, default: []].append(house)
        }
        return houses
    }
}
