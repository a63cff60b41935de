import Postgres
public import Services

extension TestTown {
    /// Makes empty towns in the same database, with the codes `town-2`, `town-3` and so on.
    public func makeTowns(_ count: Int) async throws {
        try await pool.execute(
            """
            INSERT INTO municipalities (code, name, time_zone, secret)
            SELECT 'town-' || n, 'Город ' || n, 'Europe/Moscow', sha256(n::text::bytea)
            FROM generate_series(2, \(count + 1)::integer) AS n
            """
        )
    }

    /// One of the towns of the database.
    public func town(_ code: String) async throws -> Town {
        try await TownDirectory(database: database).town(code: code)
    }

    /// Sets a time zone that does not exist.
    public func breakTown(_ code: String) async throws {
        try await pool.execute("UPDATE municipalities SET time_zone = 'Mars/Base' WHERE code = \(code)")
    }
}
