package import Municipality
package import Postgres

package enum MunicipalityStore {
    package struct Row: Sendable {
        package let id: MunicipalityID
        package let code: Slug
        package let name: String
        package let timeZone: String
        package let secret: [UInt8]

        init(_ row: PostgresRow) throws {
            let secret: Bytea
            var columns = row.columns
            id = try columns.next()
            code = try columns.next()
            name = try columns.next()
            timeZone = try columns.next()
            secret = try columns.next()
            try columns.end()
            self.secret = secret.bytes
        }
    }

    package static func all(on client: some PostgresClient) async throws -> [Row] {
        try await client.query(
            "SELECT municipality_id, code, name, time_zone, secret FROM municipalities ORDER BY code"
        ).map(Row.init)
    }

    /// - Parameter secret: 32 bytes.
    package static func create(
        code: Slug,
        name: String,
        timeZone: String,
        secret: [UInt8],
        on client: some PostgresClient
    ) async throws -> Row {
        try Row(
            try await client.query(
                """
                INSERT INTO municipalities (code, name, time_zone, secret)
                VALUES (\(code), \(name), \(timeZone), \(Bytea(secret)))
                RETURNING municipality_id, code, name, time_zone, secret
                """
            )[0]
        )
    }

    /// Whether the database can reckon in the time zone: it must know it as well as the program.
    package static func knows(timeZone: String, on client: some PostgresClient) async throws -> Bool {
        try await client.query("SELECT EXISTS (SELECT FROM pg_timezone_names WHERE name = \(timeZone))")
            .only(Bool.self)
    }
}
