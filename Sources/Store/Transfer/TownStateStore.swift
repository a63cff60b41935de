package import Foundation
package import Municipality
package import Postgres

/// The states of towns while they move. Each change is guarded by the previous state and by the attempt that set it, so
/// that only one of two concurrent moves can continue.
package enum TownStateStore {
    package struct Row: Sendable {
        package let id: MunicipalityID
        package let code: Slug
        package let state: TownState
        package let since: Date
        /// Who changed it; empty if it never changed.
        package let by: String
        package let move: MoveID?
        /// The other database.
        package let peer: String?

        init(_ row: PostgresRow) throws {
            var columns = row.columns
            id = try columns.next()
            code = try columns.next()
            state = try columns.next()
            since = try columns.next()
            by = try columns.next()
            move = try columns.next()
            peer = try columns.next()
            try columns.end()
        }
    }

    private static let columns: SQL = "municipality_id, code, state, state_since, state_by, move_id, move_peer"

    package static func all(on client: some PostgresClient) async throws -> [Row] {
        try await client.query("SELECT \(fragment: columns) FROM municipalities ORDER BY code").map(Row.init)
    }

    package static func find(_ code: Slug, on client: some PostgresClient) async throws -> Row? {
        try await client.query("SELECT \(fragment: columns) FROM municipalities WHERE code = \(code)").first.map(
            Row.init
        )
    }

    /// Stops the writes of a town.
    /// - Returns: whether it took writes.
    package static func fence(
        _ municipality: MunicipalityID,
        move: MoveID,
        peer: String,
        by: String,
        on client: some PostgresClient
    ) async throws -> Bool {
        try await client.execute(
            """
            UPDATE municipalities
            SET state = 'moving', state_since = now(), state_by = \(by), move_id = \(move), move_peer = \(peer)
            WHERE municipality_id = \(municipality) AND state = 'active'
            """
        ) == 1
    }

    /// Lets the town take writes again. The attempt can never continue.
    /// - Returns: whether it was moving under that attempt.
    package static func reopen(
        _ municipality: MunicipalityID,
        move: MoveID,
        by: String,
        on client: some PostgresClient
    ) async throws -> Bool {
        try await client.execute(
            """
            UPDATE municipalities
            SET state = 'active', state_since = now(), state_by = \(by), move_id = NULL, move_peer = NULL
            WHERE municipality_id = \(municipality) AND state = 'moving' AND move_id = \(move)
            """
        ) == 1
    }

    /// Marks the town as moved. Its jobs were moved with it.
    /// - Returns: whether it was moving under that attempt.
    package static func leave(
        _ municipality: MunicipalityID,
        move: MoveID,
        by: String,
        in transaction: PostgresTransaction
    ) async throws -> Bool {
        let left = try await transaction.execute(
            """
            UPDATE municipalities SET state = 'moved', state_since = now(), state_by = \(by)
            WHERE municipality_id = \(municipality) AND state = 'moving' AND move_id = \(move)
            """
        )
        guard left == 1 else { return false }
        try await TownRemoval.removeJobs(of: municipality, in: transaction)
        return true
    }

    /// Activates the arrived town. Only after it has left the other database.
    /// - Returns: whether it was arriving under that attempt.
    package static func activate(
        _ municipality: MunicipalityID,
        move: MoveID,
        by: String,
        on client: some PostgresClient
    ) async throws -> Bool {
        try await client.execute(
            """
            UPDATE municipalities SET state = 'active', state_since = now(), state_by = \(by)
            WHERE municipality_id = \(municipality) AND state = 'arriving' AND move_id = \(move)
            """
        ) == 1
    }

    /// The towns that take no writes and have at least one of the jobs.
    ///
    /// Called in the transaction that changed the jobs: either it sees that the town is moving, or the move waits for the
    /// transaction and copies its changes.
    package static func withoutWrites(
        amongJobs jobs: [Int64],
        on client: some PostgresClient
    ) async throws -> [Slug] {
        try await client.query(
            """
            SELECT code FROM municipalities
            WHERE state <> 'active' AND municipality_id IN (
                SELECT (arguments ->> 'municipality')::integer FROM jobs WHERE job_id = ANY (\(jobs)::bigint[])
            )
            ORDER BY code
            """
        ).map { try $0.decode(Slug.self) }
    }

    /// Keeps others from moving the same town as long as the connection lives.
    /// - Returns: whether the lock was free.
    package static func lock(_ municipality: MunicipalityID, on connection: PostgresConnection) async throws -> Bool {
        try await connection.query("SELECT pg_try_advisory_lock(\(lockSpace), \(municipality))").only(Bool.self)
    }

    package static func unlock(_ municipality: MunicipalityID, on connection: PostgresConnection) async throws {
        try await connection.execute("SELECT pg_advisory_unlock(\(lockSpace), \(municipality))")
    }

    /// "zemt" in ASCII.
    private static let lockSpace: Int32 = 0x7A65_6D74

    /// The name of this database for the other one: database name and address of the server.
    package static func place(on client: some PostgresClient) async throws -> String {
        try await client.query(
            """
            SELECT current_database() || ' at '
                || coalesce(host(inet_server_addr()) || ':' || inet_server_port(), 'port ' || current_setting('port'))
            """
        ).only(String.self)
    }
}
