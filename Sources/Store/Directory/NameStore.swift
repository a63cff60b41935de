package import Municipality
import Postgres

/// Reads the names of ids, as people know them.
package enum NameStore {
    package struct Names: Sendable {
        /// Logins, which never change.
        package var users: [UserID: String] = [:]
        /// Street and number.
        package var houses: [HouseID: String] = [:]

        package init() {}

        package var count: Int { users.count + houses.count }

        /// Adds the names of `other`, which win where both have one.
        package mutating func merge(_ other: Names) {
            users.merge(other.users) { $1 }
            houses.merge(other.houses) { $1 }
        }
    }

    /// The ids whose names are needed.
    package struct IDs: Sendable {
        package var users: Set<UserID> = []
        package var houses: Set<HouseID> = []

        package init() {}

        package var isEmpty: Bool { users.isEmpty && houses.isEmpty }
    }

    package static func names(
        of ids: IDs,
        in session: TownSession
    ) async throws -> Names {
        var names = Names()
        if !ids.users.isEmpty {
            for row in try await session.query(
                """
                SELECT user_id, login FROM staff_users
                WHERE municipality_id = \(session.municipality) AND user_id = ANY (\(Array(ids.users)))
                """
            ) {
                var columns = row.columns
                let user: UserID = try columns.next()
                names.users[user] = try columns.next()
                try columns.end()
            }
        }
        if !ids.houses.isEmpty {
            for row in try await session.query(
                """
                SELECT house_id, address FROM houses
                WHERE municipality_id = \(session.municipality) AND house_id = ANY (\(Array(ids.houses)))
                """
            ) {
                var columns = row.columns
                let house: HouseID = try columns.next()
                names.houses[house] = try columns.next()
                try columns.end()
            }
        }
        return names
    }
}
