package import Municipality
package import Postgres

/// From codes that people write to the keys that rows refer by.
package enum CatalogueStore {
    /// The active organisation and category with those codes; nil where there is none.
    package static func lookUp(
        organisation: String?,
        category: String?,
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> (organisation: OrganisationID?, category: CategoryID?) {
        let row = try await client.query(
            """
            SELECT
                (SELECT organisation_id FROM organisations
                WHERE municipality_id = \(municipality) AND code = \(organisation) AND active),
                (SELECT category_id FROM categories
                WHERE municipality_id = \(municipality) AND code = \(category) AND active)
            """
        ).first
        return try row?.decode((OrganisationID?, CategoryID?).self) ?? (nil, nil)
    }

    /// Codes of the town's categories and organisations.
    package static func codes(
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> (categories: [CategoryID: String], organisations: [OrganisationID: String]) {
        let categories = try await client.query(
            "SELECT category_id, code FROM categories WHERE municipality_id = \(municipality)"
        ).map { try $0.decode((CategoryID, String).self) }
        let organisations = try await client.query(
            "SELECT organisation_id, code FROM organisations WHERE municipality_id = \(municipality)"
        ).map { try $0.decode((OrganisationID, String).self) }
        return (
            Dictionary(uniqueKeysWithValues: categories), Dictionary(uniqueKeysWithValues: organisations)
        )
    }

    /// The town's categories that are emergencies.
    package static func emergencies(
        in municipality: MunicipalityID,
        on client: some PostgresClient
    ) async throws -> Set<CategoryID> {
        Set(
            try await client.query(
                "SELECT category_id FROM categories WHERE municipality_id = \(municipality) AND emergency"
            ).map { try $0.decode(CategoryID.self) }
        )
    }
}
