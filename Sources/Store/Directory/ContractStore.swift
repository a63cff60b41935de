package import Municipality
import Postgres

package enum ContractStore {
    package struct Row: Sendable {
        package let id: ContractID
        package let organisation: String
        package let service: String
        package let house: HouseID?
        package let address: String?
        package let area: String?
        package let validFrom: Day
        package let validTo: Day?

        init(_ row: PostgresRow) throws {
            var columns = row.columns
            id = try columns.next()
            organisation = try columns.next()
            service = try columns.next()
            house = try columns.next()
            address = try columns.next()
            area = try columns.next()
            validFrom = try columns.next()
            validTo = try columns.next()
            try columns.end()
        }
    }

    private static let selection: SQL = """
        SELECT k.contract_id, o.code, s.code, k.house_id, h.address, a.name, k.valid_from, k.valid_to
        FROM service_contracts AS k
        JOIN organisations AS o ON o.municipality_id = k.municipality_id AND o.organisation_id = k.organisation_id
        JOIN services AS s ON s.municipality_id = k.municipality_id AND s.service_id = k.service_id
        LEFT JOIN houses AS h ON h.municipality_id = k.municipality_id AND h.house_id = k.house_id
        LEFT JOIN areas AS a ON a.municipality_id = k.municipality_id AND a.area_id = k.area_id
        """

    package static func list(
        organisation: String?,
        service: String?,
        house: HouseID?,
        after contract: ContractID,
        limit: Int,
        in session: TownSession
    ) async throws -> [Row] {
        try await session.query(
            """
            \(fragment: selection)
            WHERE k.municipality_id = \(session.municipality) AND k.contract_id > \(contract)
                AND (\(organisation)::text IS NULL OR o.code = \(organisation))
                AND (\(service)::text IS NULL OR s.code = \(service))
                AND (\(house)::bigint IS NULL OR k.house_id = \(house))
            ORDER BY k.contract_id
            LIMIT \(limit)
            """
        ).map(Row.init)
    }

    package static func contract(
        _ id: ContractID,
        in session: TownSession
    ) async throws -> Row? {
        try await session.query(
            "\(fragment: selection) WHERE k.municipality_id = \(session.municipality) AND k.contract_id = \(id)"
        ).first.map(Row.init)
    }

    /// The stored values of a contract. Codes and names must exist, except the service, which is created.
    package struct Values: Sendable {
        package var organisation: String
        package var service: Slug
        package var house: HouseID?
        package var area: String?
        package var validFrom: Day
        package var validTo: Day?

        package init(
            organisation: String,
            service: Slug,
            house: HouseID?,
            area: String?,
            validFrom: Day,
            validTo: Day?
        ) {
            self.organisation = organisation
            self.service = service
            self.house = house
            self.area = area
            self.validFrom = validFrom
            self.validTo = validTo
        }
    }

    /// Inserts new contracts. Contracts with the same parties, place and first day get the new last day.
    ///
    /// - Returns: the change of each and its id, in order.
    package static func save(
        _ rows: [Values],
        in session: TownSession
    ) async throws -> [(change: SavedChange, contract: ContractID)] {
        try await CategoryStore.saveServices(rows.map(\.service), in: session)
        return try await session.query(
            """
            WITH given AS MATERIALIZED (
                SELECT v.ordinal, o.organisation_id, s.service_id, v.house_id, a.area_id, v.valid_from, v.valid_to
                FROM unnest(
                    \(rows.map(\.organisation))::text[], \(rows.map(\.service.rawValue))::text[],
                    \(rows.map(\.house))::bigint[], \(rows.map(\.area))::text[], \(rows.map(\.validFrom))::date[],
                    \(rows.map(\.validTo))::date[]
                ) WITH ORDINALITY AS v (organisation, service, house_id, area, valid_from, valid_to, ordinal)
                JOIN organisations AS o ON o.municipality_id = \(session.municipality) AND o.code = v.organisation
                JOIN services AS s ON s.municipality_id = \(session.municipality) AND s.code = v.service
                LEFT JOIN areas AS a ON a.municipality_id = \(session.municipality) AND a.name = v.area
            ), saved AS (
                INSERT INTO service_contracts AS k (municipality_id, organisation_id, service_id, house_id, area_id,
                    valid_from, valid_to)
                SELECT \(session.municipality), organisation_id, service_id, house_id, area_id, valid_from, valid_to
                FROM given ORDER BY ordinal
                ON CONFLICT ON CONSTRAINT service_contracts_key DO UPDATE SET valid_to = excluded.valid_to
                WHERE k.valid_to IS DISTINCT FROM excluded.valid_to
                RETURNING contract_id, organisation_id, service_id, house_id, area_id, valid_from, xmax = 0 AS is_new
            )
            SELECT CASE WHEN is_new THEN 'inserted' WHEN is_new IS NULL THEN 'unchanged' ELSE 'updated' END,
                coalesce(saved.contract_id, old.contract_id)
            FROM given
            LEFT JOIN saved
                ON (saved.organisation_id, saved.service_id, saved.valid_from)
                    = (given.organisation_id, given.service_id, given.valid_from)
                AND saved.house_id IS NOT DISTINCT FROM given.house_id
                AND saved.area_id IS NOT DISTINCT FROM given.area_id
            LEFT JOIN service_contracts AS old
                ON old.municipality_id = \(session.municipality)
                AND (old.organisation_id, old.service_id, old.valid_from)
                    = (given.organisation_id, given.service_id, given.valid_from)
                AND old.house_id IS NOT DISTINCT FROM given.house_id
                AND old.area_id IS NOT DISTINCT FROM given.area_id
            ORDER BY given.ordinal
            """
        ).map { row in
            var columns = row.columns
            let saved = (try columns.next(SavedChange.self), try columns.next(ContractID.self))
            try columns.end()
            return saved
        }
    }

    /// Sets the last day of validity.
    /// - Returns: whether there is such a contract.
    package static func end(
        _ id: ContractID,
        on day: Day?,
        in session: TownSession
    ) async throws -> Bool {
        try await session.execute(
            """
            UPDATE service_contracts SET valid_to = \(day)
            WHERE municipality_id = \(session.municipality) AND contract_id = \(id)
            """
        ) == 1
    }
}
