package import Municipality
import Postgres

/// What ids are called by people.
package enum NameStore {
    package struct Names: Sendable {
        /// Codes, which never change.
        package var categories: [CategoryID: String] = [:]
        /// Logins, which never change.
        package var users: [UserID: String] = [:]
        /// Street and number.
        package var houses: [HouseID: String] = [:]

        package init() {}

        /// Those of `other` are taken where both have one.
        package mutating func merge(_ other: Names) {
            categories.merge(other.categories) { $1 }
            users.merge(other.users) { $1 }
            houses.merge(other.houses) { $1 }
        }
    }

    /// Whose names are asked.
    package struct IDs: Sendable {
        package var categories: Set<CategoryID> = []
        package var users: Set<UserID> = []
        package var houses: Set<HouseID> = []

        package init() {}

        package var isEmpty: Bool { categories.isEmpty && users.isEmpty && houses.isEmpty }
    }

    package static func names(
        of ids: IDs,
        in session: TownSession
    ) async throws -> Names {
        var names = Names()
        if !ids.categories.isEmpty {
            for row in try await session.query(
                """
                SELECT category_id, code FROM categories
                WHERE municipality_id = \(session.municipality) AND category_id = ANY (\(Array(ids.categories)))
                """
            ) {
                let (category, code) = try row.decode((CategoryID, String).self)
                names.categories[category] = code
            }
        }
        if !ids.users.isEmpty {
            for row in try await session.query(
                """
                SELECT user_id, login FROM staff_users
                WHERE municipality_id = \(session.municipality) AND user_id = ANY (\(Array(ids.users)))
                """
            ) {
                let (user, login) = try row.decode((UserID, String).self)
                names.users[user] = login
            }
        }
        if !ids.houses.isEmpty {
            for row in try await session.query(
                """
                SELECT house_id, street || ', ' || number FROM houses
                WHERE municipality_id = \(session.municipality) AND house_id = ANY (\(Array(ids.houses)))
                """
            ) {
                let (house, address) = try row.decode((HouseID, String).self)
                names.houses[house] = address
            }
        }
        return names
    }
}
