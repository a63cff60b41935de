package import Municipality
import Postgres

package enum AreaStore {
    package static func names(
        in session: TownSession
    ) async throws -> Set<String> {
        Set(
            try await session.query("SELECT name FROM areas WHERE municipality_id = \(session.municipality)")
                .decode(String.self)
        )
    }

    /// The town's houses by the key of their address. An address shared by several houses has several entries.
    package static func housesByAddress(
        in session: TownSession
    ) async throws -> [String: [HouseID]] {
        var houses: [String: [HouseID]] = [:]
        for row in try await session.query(
            "SELECT address_key, house_id FROM houses WHERE municipality_id = \(session.municipality)"
        ) {
            var columns = row.columns
            let key: String = try columns.next()
            houses[key, default: []].append(try columns.next())
            try columns.end()
        }
        return houses
    }
}
