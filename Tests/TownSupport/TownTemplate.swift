import Foundation
import Municipality
import Postgres
import Store
import TestSupport

/// A migrated database with a small town in it, which tests copy.
public enum TownTemplate: Sendable {
    case ordinary
    /// With its large tables partitioned by municipality.
    case partitioned

    /// Created once by each test process; dropped with the temporary cluster.
    private static let madeOrdinary = Task { try await make(.all) }
    private static let madePartitioned = Task { try await make(.partitioned) }

    /// The name of the database.
    var name: String {
        get async throws {
            switch self {
            case .ordinary: try await Self.madeOrdinary.value
            case .partitioned: try await Self.madePartitioned.value
            }
        }
    }

    /// Creates the schema and the town in an empty database of a private server, all as its superuser.
    func build(at conninfo: String) async throws {
        try await TestRole.make(at: conninfo)
        let pool = PostgresPool(PostgresConfiguration(conninfo), logger: .silent)
        do {
            try await pool.withConnection { connection in
                let migrations = self == .ordinary ? Migrations.all : .partitioned
                _ = try await migrations.up(grantingTo: TestRole.server.name, on: connection)
                try await connection.simple(Self.town)
            }
            await pool.close()
        } catch {
            await pool.close()
            throw error
        }
    }

    /// The schema belongs to the owner. The town is inserted by the superuser, who bypasses row-level security.
    private static func make(_ migrations: Migrations) async throws -> String {
        let database = try await TestDatabase.create(owner: .owner)
        let owner = PostgresPool(PostgresConfiguration(TestRole.owner.conninfo(database.conninfo)), logger: .silent)
        let superuser = PostgresPool(PostgresConfiguration(database.conninfo), logger: .silent)
        do {
            try await owner.withConnection { connection in
                _ = try await migrations.up(grantingTo: TestRole.server.name, on: connection)
            }
            try await superuser.withConnection { try await $0.simple(town) }
            await owner.close()
            await superuser.close()
            return database.name
        } catch {
            await owner.close()
            await superuser.close()
            throw error
        }
    }

    /// Two supplying organisations, one manager, three houses in two areas. No contract covers `light`; two cover
    /// `yard`.
    private static let town = """
        INSERT INTO municipalities (code, name, time_zone, secret)
        VALUES ('test', 'Тест', 'Europe/Moscow', decode(repeat('2a', 32), 'hex'));
        INSERT INTO organisations (municipality_id, code, name, sector)
        VALUES (1, 'teploset', 'Теплосеть', 'state'), (1, 'vodokanal', 'Водоканал', 'business'),
            (1, 'uk-volga', 'УК «Волга»', 'business'), (1, 'tos', 'ТОС «Берег»', 'public');
        INSERT INTO queue_heads (municipality_id, organisation_id)
        SELECT municipality_id, organisation_id FROM organisations ON CONFLICT DO NOTHING;
        INSERT INTO areas (municipality_id, name) VALUES (1, 'Левый берег'), (1, 'Правый берег');
        INSERT INTO houses (municipality_id, registry_id, street, number, area_id, latitude, longitude)
        VALUES (1, 'h1', 'ул. Волжская', '1', 1, 57.870, 39.540),
            (1, 'h2', 'ул. Волжская', '2', 1, 57.871, 39.541),
            (1, 'h3', 'ул. Речная', '3', 2, 57.880, 39.560);
        INSERT INTO services (municipality_id, code)
        VALUES (1, 'heating'), (1, 'cold_water'), (1, 'house_upkeep'), (1, 'light'), (1, 'yard');
        INSERT INTO category_groups (municipality_id, code, name_ru, name_en)
        VALUES (1, 'heating', 'Отопление', 'Heating'), (1, 'water', 'Вода', 'Water'),
            (1, 'house', 'Дом и двор', 'House and yard');
        INSERT INTO categories (municipality_id, group_id, code, name_ru, name_en, service_id, emergency, limit_hours,
            keywords, keywords_right)
        VALUES (1, 1, 'heating.none', 'Нет отопления', 'No heating', 1, true, 24, '{батаре,отоплен}', 100),
            (1, 2, 'water.none', 'Нет воды', 'No water', 2, false, 4, '{нет вод}', 100),
            (1, 3, 'house.roof', 'Течёт крыша', 'Roof leaks', 3, false, NULL, '{крыш}', 100),
            (1, 3, 'yard.light', 'Темно во дворе', 'Dark yard', 4, false, 72, '{темно}', 100),
            (1, 3, 'yard.rubbish', 'Мусор во дворе', 'Rubbish in the yard', 5, false, NULL, '{мусор}', 100);
        INSERT INTO service_contracts (municipality_id, organisation_id, service_id, house_id, area_id, valid_from, valid_to)
        VALUES (1, 1, 1, NULL, NULL, '2020-01-01', NULL),
            (1, 2, 2, NULL, 1, '2020-01-01', NULL),
            (1, 2, 2, NULL, 2, '2020-01-01', '2025-12-31'),
            (1, 3, 3, 1, NULL, '2020-01-01', NULL),
            (1, 3, 5, 1, NULL, '2020-01-01', NULL),
            (1, 4, 5, 1, NULL, '2020-01-01', NULL);
        INSERT INTO staff_users (municipality_id, login, name, role, organisation_id)
        VALUES (1, 'olga', 'Ольга', 'coordinator', NULL), (1, 'pavel', 'Павел', 'administrator', NULL),
            (1, 'anna', 'Анна', 'dispatcher', 1), (1, 'denis', 'Денис', 'dispatcher', 1),
            (1, 'boris', 'Борис', 'dispatcher', 2), (1, 'vera', 'Вера', 'operator', NULL),
            (1, 'gleb', 'Глеб', 'head', 1);
        INSERT INTO api_tokens (municipality_id, user_id, token_hash, label)
        SELECT municipality_id, user_id, sha256(convert_to('zt_test_' || login, 'UTF8')), 'test' FROM staff_users;
        INSERT INTO integrations (municipality_id, code, name, permissions)
        VALUES (1, 'portal', 'Портал', '{register_calls,set_identity}'),
            (1, 'registry', 'Реестр', ARRAY[\(Permission.givable.map { "'\($0.rawValue)'" }.joined(separator: ", "))]);
        INSERT INTO api_tokens (municipality_id, integration_id, token_hash, label)
        SELECT municipality_id, integration_id, sha256(convert_to('zt_test_' || code, 'UTF8')), 'test' FROM integrations;
        """
}
