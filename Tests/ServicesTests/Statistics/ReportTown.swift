import Foundation
import Logging
import Municipality
import Postgres
import Services
import Store
import TestSupport
import Testing

/// A town whose appeals are inserted directly in their final state.
///
/// Category 1 is of group `heating`, 2 of group `water`; organisation 1 is `teploset`, 2 is `vodokanal`.
struct ReportTown: Sendable {
    let town: Town
    let pool: PostgresPool

    /// Lends a town to `body`.
    /// - Parameter now: the current time in the town, ISO 8601.
    static func with(
        timeZone: String = "Europe/Moscow",
        now: String = "2024-10-01T00:00:00Z",
        _ body: (ReportTown) async throws -> Void
    ) async throws {
        let instant = try Date(now, strategy: .iso8601)
        try await TestDatabase.with(template: try await template.value) { test in
            let pool = PostgresPool(PostgresConfiguration(test.conninfo), logger: .silent)
            let database = Database(url: test.conninfo, poolSize: 1, logger: .silent)
            do {
                let record = MunicipalityRecord(
                    id: MunicipalityID(rawValue: 1),
                    code: try #require(Slug(rawValue: "test")),
                    name: "Тест",
                    timeZone: try #require(TimeZone(identifier: timeZone)),
                    secret: Array(repeating: 0x2A, count: 32)
                )
                try await body(ReportTown(town: Town(record, on: database, clock: { instant }), pool: pool))
                await database.close()
                await pool.close()
            } catch {
                await database.close()
                await pool.close()
                throw error
            }
        }
    }

    var statistics: StatisticsService { StatisticsService(town: town) }

    /// A clock of an appeal. Times are ISO 8601.
    struct Clock {
        var policy = "answer_59fz"
        let deadline: String
        var stopped: String?
    }

    /// Inserts an appeal. It is closed if it has a closing time, otherwise in `state`.
    @discardableResult
    func appeal(
        registered: String,
        closed: String? = nil,
        state: String = "routed",
        category: Int32? = 1,
        organisation: Int32? = 1,
        clocks: [Clock] = []
    ) async throws -> Int64 {
        let row = try await pool.query(
            """
            INSERT INTO appeals (municipality_id, appeal_id, number, state, channel, kind, identity, category_id,
                organisation_id, registered_at, closed_at)
            SELECT 1, id, id::text, \(closed == nil ? state : "closed")::appeal_state, 'import', 'message', 'none',
                \(category),
                \(organisation), \(registered)::text::timestamptz, \(closed)::text::timestamptz
            FROM nextval('appeal_ids') AS id
            RETURNING appeal_id
            """
        ).first
        let id = try #require(try row?.decode(Int64.self))
        for clock in clocks {
            try await pool.execute(
                """
                INSERT INTO clocks (municipality_id, subject, subject_id, policy, norm, started_at, deadline_at,
                    stopped_at)
                VALUES (1, 'appeal', \(id), \(clock.policy), 'norm', \(registered)::text::timestamptz,
                    \(clock.deadline)::text::timestamptz, \(clock.stopped)::text::timestamptz)
                """
            )
        }
        return id
    }

    /// A ticket of the appeal that the organisation returned at that time.
    func giveBack(_ appeal: Int64, by organisation: Int32, at instant: String) async throws {
        try await pool.execute(
            """
            WITH ticket AS (
                INSERT INTO tickets (municipality_id, appeal_id, organisation_id, urgency, due_at, category_id)
                VALUES (1, \(appeal), \(organisation), 1, now(), 1) RETURNING ticket_id
            )
            INSERT INTO ticket_events (municipality_id, organisation_id, sequence, ticket_id, at, kind,
                actor_kind, actor_id)
            SELECT 1, \(organisation), ticket_id, ticket_id, \(instant)::text::timestamptz, 'returned',
                'worker', ''
            FROM ticket
            """
        )
    }

    func reopen(_ appeal: Int64, at instant: String) async throws {
        try await pool.execute(
            """
            INSERT INTO appeal_events (municipality_id, appeal_id, at, kind, actor_kind, actor_id)
            VALUES (1, \(appeal), \(instant)::text::timestamptz, 'reopened', 'author', '')
            """
        )
    }

    func close(_ appeal: Int64, at instant: String) async throws {
        try await pool.execute(
            """
            UPDATE appeals SET state = 'withdrawn', closed_at = \(instant)::text::timestamptz
            WHERE municipality_id = 1 AND appeal_id = \(appeal) AND state = 'routed'
            """
        )
    }

    /// A migrated database with the town, which tests copy. Dropped with the temporary cluster.
    private static let template = Task {
        let database = try await TestDatabase.create()
        let pool = PostgresPool(PostgresConfiguration(database.conninfo), logger: .silent)
        do {
            try await pool.withConnection { connection in
                _ = try await Migrations.all.up(on: connection)
                try await connection.simple(rows)
            }
            await pool.close()
            return database.name
        } catch {
            await pool.close()
            throw error
        }
    }

    private static let rows = """
        INSERT INTO municipalities (code, name, time_zone, secret)
        VALUES ('test', 'Тест', 'Europe/Moscow', decode(repeat('2a', 32), 'hex'));
        INSERT INTO organisations (municipality_id, code, name, sector)
        VALUES (1, 'teploset', '=Теплосеть', 'state'), (1, 'vodokanal', 'Водоканал', 'business');
        INSERT INTO queue_heads (municipality_id, organisation_id)
        SELECT municipality_id, organisation_id FROM organisations ON CONFLICT DO NOTHING;
        INSERT INTO services (municipality_id, code) VALUES (1, 'heating'), (1, 'water');
        INSERT INTO category_groups (municipality_id, code, name_ru, name_en)
        VALUES (1, 'heating', 'Отопление, «тепло»', 'Heating'), (1, 'water', 'Вода', 'Water');
        INSERT INTO categories (municipality_id, group_id, code, name_ru, name_en, service_id)
        VALUES (1, 1, 'heating.none', 'Нет отопления', 'No heating', 1),
            (1, 2, 'water.none', 'Нет воды', 'No water', 2);
        """
}
