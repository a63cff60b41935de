package import Postgres

/// The schema version of a database: its newest step.
package struct SchemaVersion: Sendable, Hashable, Codable {
    package let name: String
    package let checksum: String

    package static func read(on client: some PostgresClient) async throws -> SchemaVersion {
        let (name, checksum) = try await client.query(
            "SELECT name, checksum FROM schema_migrations ORDER BY version DESC LIMIT 1"
        ).only((String, String).self)
        return SchemaVersion(name: name, checksum: checksum)
    }
}
