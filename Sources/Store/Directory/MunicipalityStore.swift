package import Municipality
package import Postgres

package enum MunicipalityStore {
    package struct Row: Sendable {
        package let id: MunicipalityID
        package let code: Slug
        package let name: String
        package let timeZone: String
        package let region: String?
        package let secret: [UInt8]
        package let state: TownState
        package let appealIDsOver: AppealID

        init(_ row: PostgresRow) throws {
            let secret: Bytea
            var columns = row.columns
            id = try columns.next()
            code = try columns.next()
            name = try columns.next()
            timeZone = try columns.next()
            region = try columns.next()
            secret = try columns.next()
            state = try columns.next()
            appealIDsOver = try columns.next()
            try columns.end()
            self.secret = secret.bytes
        }
    }

    private static let columns: SQL =
        "municipality_id, code, name, time_zone, region, secret, state, appeal_ids_over"

    package static func all(on client: some PostgresClient) async throws -> [Row] {
        try await client.query(
            "SELECT \(fragment: columns) FROM municipalities ORDER BY code"
        ).map(Row.init)
    }

    package static func municipality(code: String, on client: some PostgresClient) async throws -> Row? {
        try await client.query(
            "SELECT \(fragment: columns) FROM municipalities WHERE code = \(code)"
        ).map(Row.init).first
    }

    package static func municipality(_ id: MunicipalityID, on client: some PostgresClient) async throws -> Row? {
        try await client.query(
            "SELECT \(fragment: columns) FROM municipalities WHERE municipality_id = \(id)"
        ).map(Row.init).first
    }

    /// The municipality with the host name, or the only one of the database.
    package static func municipality(
        serving host: HostName?,
        on client: some PostgresClient
    ) async throws -> Row? {
        try await client.query(
            """
            SELECT \(fragment: columns) FROM municipalities
            WHERE municipality_id = coalesce(
                (SELECT municipality_id FROM municipality_hosts WHERE host = \(host?.rawValue)),
                (SELECT min(municipality_id) FROM (SELECT municipality_id FROM municipalities LIMIT 2) AS two
                HAVING count(*) = 1)
            )
            """
        ).map(Row.init).first
    }

    /// - Parameter secret: 32 bytes.
    package static func create(
        code: Slug,
        name: String,
        timeZone: String,
        region: String?,
        secret: [UInt8],
        on client: some PostgresClient
    ) async throws -> Row {
        try Row(
            try await client.query(
                """
                INSERT INTO municipalities (code, name, time_zone, region, secret)
                VALUES (\(code), \(name), \(timeZone), \(region), \(Bytea(secret)))
                RETURNING \(fragment: columns)
                """
            )[0]
        )
    }

    /// - Parameter region: nil removes it.
    package static func set(region: String?, in session: TownSession) async throws {
        try await session.execute(
            "UPDATE municipalities SET region = \(region) WHERE municipality_id = \(session.municipality)"
        )
    }

    /// The codes and time zones of the municipalities whose time zones the database does not know.
    package static func withoutTimeZone(
        on client: some PostgresClient
    ) async throws -> [(code: String, timeZone: String)] {
        try await client.query(
            """
            SELECT code, time_zone FROM municipalities
            WHERE time_zone NOT IN (SELECT name FROM pg_timezone_names)
            ORDER BY code
            """
        ).map { row in
            var columns = row.columns
            let broken = (code: try columns.next(String.self), timeZone: try columns.next(String.self))
            try columns.end()
            return broken
        }
    }

    /// Whether the database can calculate in the time zone. Both the database and the program must know it.
    package static func knows(timeZone: String, on client: some PostgresClient) async throws -> Bool {
        try await client.query("SELECT EXISTS (SELECT FROM pg_timezone_names WHERE name = \(timeZone))")
            .only(Bool.self)
    }
}
