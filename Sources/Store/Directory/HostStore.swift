package import Municipality
package import Postgres

/// Maps host names to municipalities. Read before the town is known, and so outside a session. Written in a session,
/// because a town that moves takes no writes here either.
package enum HostStore {
    package struct Row: Sendable {
        package let host: String
        /// Code of the municipality.
        package let code: String
    }

    /// In order of the municipalities' codes and of the names; of one municipality, or of all.
    package static func all(of municipality: MunicipalityID?, on client: some PostgresClient) async throws -> [Row] {
        try await client.query(
            """
            SELECT h.host, m.code FROM municipality_hosts AS h JOIN municipalities AS m USING (municipality_id)
            WHERE \(municipality)::integer IS NULL OR m.municipality_id = \(municipality)
            ORDER BY m.code, h.host
            """
        ).map { row in
            var columns = row.columns
            let host = Row(host: try columns.next(), code: try columns.next())
            try columns.end()
            return host
        }
    }

    /// - Returns: the municipality that has the name now. An existing entry is not replaced.
    package static func add(
        _ host: HostName,
        in session: TownSession
    ) async throws -> String {
        try await session.execute(
            """
            INSERT INTO municipality_hosts (host, municipality_id) VALUES (\(host.rawValue), \(session.municipality))
            ON CONFLICT ON CONSTRAINT municipality_hosts_pkey DO NOTHING
            """
        )
        return try await session.query(
            """
            SELECT m.code FROM municipality_hosts JOIN municipalities AS m USING (municipality_id)
            WHERE host = \(host.rawValue)
            """
        ).only(String.self)
    }

    /// - Returns: the municipality that has the name, and its code; nil when none has it.
    package static func owner(
        of host: HostName,
        on client: some PostgresClient
    ) async throws -> (id: MunicipalityID, code: String)? {
        try await client.query(
            """
            SELECT municipality_id, m.code FROM municipality_hosts JOIN municipalities AS m USING (municipality_id)
            WHERE host = \(host.rawValue)
            """
        ).first.map { row in
            var columns = row.columns
            let owner = (id: try columns.next(MunicipalityID.self), code: try columns.next(String.self))
            try columns.end()
            return owner
        }
    }

    /// - Returns: whether the town had the name.
    package static func remove(_ host: HostName, in session: TownSession) async throws -> Bool {
        try await session.execute(
            """
            DELETE FROM municipality_hosts
            WHERE host = \(host.rawValue) AND municipality_id = \(session.municipality)
            """
        ) > 0
    }
}
