package import Municipality
import Postgres

/// From codes that people write to the keys that rows refer by.
package enum CatalogueStore {
    /// The active organisation and category with those codes; nil where there is none.
    package static func lookUp(
        organisation: String?,
        category: String?,
        in session: TownSession
    ) async throws -> (organisation: OrganisationID?, category: CategoryID?) {
        let row = try await session.query(
            """
            SELECT
                (SELECT organisation_id FROM organisations
                WHERE municipality_id = \(session.municipality) AND code = \(organisation) AND active),
                (SELECT category_id FROM categories
                WHERE municipality_id = \(session.municipality) AND code = \(category) AND active)
            """
        ).first
        return try row?.decode((OrganisationID?, CategoryID?).self) ?? (nil, nil)
    }

    /// Codes of the town's categories and organisations.
    package static func codes(
        in session: TownSession
    ) async throws -> (categories: [CategoryID: String], organisations: [OrganisationID: String]) {
        let categories = try await session.query(
            "SELECT category_id, code FROM categories WHERE municipality_id = \(session.municipality)"
        ).map { try $0.decode((CategoryID, String).self) }
        let organisations = try await session.query(
            "SELECT organisation_id, code FROM organisations WHERE municipality_id = \(session.municipality)"
        ).map { try $0.decode((OrganisationID, String).self) }
        return (
            Dictionary(uniqueKeysWithValues: categories), Dictionary(uniqueKeysWithValues: organisations)
        )
    }

    /// The town's categories that are emergencies.
    package static func emergencies(
        in session: TownSession
    ) async throws -> Set<CategoryID> {
        Set(
            try await session.query(
                "SELECT category_id FROM categories WHERE municipality_id = \(session.municipality) AND emergency"
            ).map { try $0.decode(CategoryID.self) }
        )
    }
}
