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
}
